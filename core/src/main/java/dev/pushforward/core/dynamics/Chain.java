package dev.pushforward.core.dynamics;

import dev.pushforward.core.nn.Parameters;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * A chain of K links, {@code x_{k+1} = f_k(x_k; theta)}, and the gradient of a loss of its end with respect to theta.
 * States are kept every m links, and the links in between are computed again on the way back (Chen et al. 2016,
 * arXiv:1604.06174): memory grows as {@code K / m + m} in place of K, for one more pass forward. Link k draws from
 * {@code random.split(k)}, so that the second pass is the first again, and the gradient is, bit for bit, that of
 * {@code m = K}, which keeps everything.
 *
 * <p>A state is a list of tensors, such as positions {@code [n, d]} and log weights {@code [n]}, of the same shapes and
 * precisions all along the chain. The cost of a link, forward and back, does not depend on K. Immutable.
 */
public final class Chain {
    /** One link. */
    @FunctionalInterface
    public interface Link {
        /**
         * The next state, of the shapes of the present one. It must depend on the arguments alone.
         *
         * @param k which link, from 0
         * @param state the present state
         * @param theta parameters: constants on the way forward, tracked where the link is differentiated
         * @param random randomness of this link
         */
        List<Tensor> apply(int k, List<Tensor> state, Parameters theta, RandomStream random);
    }

    private final int links;
    private final int every;
    private final Link link;

    /**
     * A chain.
     *
     * @param links K, at least 1
     * @param every m, at least 1: states 0, m, 2 m, ... are kept
     */
    public Chain(int links, int every, Link link) {
        if (links < 1 || every < 1) {
            throw new IllegalArgumentException("links = " + links + ", every = " + every + ": must be at least 1");
        }
        this.links = links;
        this.every = Math.min(every, links);
        this.link = link;
    }

    /** The m that needs the least memory where a link's tape is as large as a kept state: the root of K, rounded. */
    public static int leastMemory(int links) {
        return Math.max(1, (int) Math.round(Math.sqrt(links)));
    }

    /** The state at the end, constants in the caller's scope; nothing else is kept. */
    public List<Tensor> end(List<Tensor> start, Parameters theta, RandomStream random) {
        List<Tensor> end = like(start);
        forward(0, links, start.stream().map(Tensor::detach).toList(), theta.frozen(), random, end);
        return end;
    }

    /** Writes the state after links {@code from} (included) to {@code to} (excluded) into {@code end}. */
    private void forward(
            int from, int to, List<Tensor> start, Parameters theta, RandomStream random, List<Tensor> end) {
        List<Tensor> state = start;
        for (int k = from; k < to; k++) {
            try (Scope scope = Scope.open()) {
                List<Tensor> next = link.apply(k, state, theta, random.split(k));
                copy(next.stream().map(Chain::copyOf).toList(), end); // some of it may share memory with the state
            }
            state = end;
        }
    }

    /**
     * Adds the gradient of the weighted sum of a loss over the rows, with respect to theta.
     *
     * @param start the first state; no gradient flows into it
     * @param loss of the last state, one number for each row, {@code [n]}; may depend on theta
     * @param weight of each row, e.g. 1 / n
     * @param gradient of theta's layout, added to in place
     * @return the loss of each row, {@code [n]}, a constant in the caller's scope
     */
    public Tensor differentiate(
            List<Tensor> start,
            Function<List<Tensor>, Tensor> loss,
            double weight,
            Parameters theta,
            Parameters gradient,
            RandomStream random) {
        var kept = new ArrayList<List<Tensor>>();
        kept.add(start.stream().map(Tensor::detach).toList());
        for (int from = every; from < links; from += every) {
            List<Tensor> next = like(start);
            forward(from - every, from, kept.getLast(), theta.frozen(), random, next);
            kept.add(next);
        }
        List<Tensor> cotangents = like(start);
        Tensor losses = TensorMemory.uninitialised(
                start.getFirst().dtype(), start.getFirst().size(0));
        for (int s = kept.size() - 1; s >= 0; s--) {
            try (Scope scope = Scope.open()) {
                var recorded = new Recorded(s * every, Math.min(links, (s + 1) * every), kept.get(s), theta, random);
                if (s == kept.size() - 1) {
                    recorded.end(loss, weight, gradient, losses, cotangents);
                }
                recorded.back(gradient, cotangents);
            }
        }
        return losses;
    }

    /** Some links, each recorded apart from the others. */
    private final class Recorded {
        private final Parameters theta;
        private final List<List<Tensor>> in = new ArrayList<>();
        private final List<List<Tensor>> out = new ArrayList<>();

        Recorded(int from, int to, List<Tensor> start, Parameters theta, RandomStream random) {
            this.theta = theta;
            List<Tensor> state = start;
            for (int k = from; k < to; k++) {
                in.add(state.stream().map(t -> t.detach().tracked()).toList());
                out.add(link.apply(k, in.getLast(), theta, random.split(k)));
                state = out.getLast();
            }
        }

        /** The loss, and its derivatives with respect to the last state, written to {@code cotangents}. */
        void end(
                Function<List<Tensor>, Tensor> loss,
                double weight,
                Parameters gradient,
                Tensor losses,
                List<Tensor> cotangents) {
            List<Tensor> state =
                    out.getLast().stream().map(t -> t.detach().tracked()).toList();
            Tensor perRow = loss.apply(state);
            copy(List.of(perRow), List.of(losses));
            add(Gradient.of(perRow, Tensor.full(perRow.dtype(), weight, perRow.shape())), state, gradient, cotangents);
        }

        /** From the derivatives with respect to the last state to those with respect to the first, in place. */
        void back(Parameters gradient, List<Tensor> cotangents) {
            for (int k = in.size() - 1; k >= 0; k--) {
                List<Tensor> after = cotangents.stream().map(Chain::copyOf).toList();
                add(Gradient.of(out.get(k), after), in.get(k), gradient, cotangents);
            }
        }

        private void add(Gradient of, List<Tensor> state, Parameters gradient, List<Tensor> cotangents) {
            cotangents.forEach(TensorMemory::clear);
            of.accumulate(
                    Stream.concat(state.stream(), theta.tensors().stream()).toList(),
                    Stream.concat(
                                    cotangents.stream(),
                                    gradient.tensors().stream().map(Tensor::detach))
                            .toList());
        }
    }

    private static List<Tensor> like(List<Tensor> state) {
        return state.stream()
                .map(t -> TensorMemory.uninitialised(t.dtype(), t.shape()))
                .toList();
    }

    private static Tensor copyOf(Tensor t) {
        Tensor copy = TensorMemory.uninitialised(t.dtype(), t.shape());
        TensorMemory.copy(t, copy);
        return copy;
    }

    private static void copy(List<Tensor> from, List<Tensor> to) {
        if (from.size() != to.size()) {
            throw new IllegalArgumentException(
                    "a link gave a state of " + from.size() + " tensors, and takes one of " + to.size());
        }
        for (int i = 0; i < from.size(); i++) {
            TensorMemory.copy(from.get(i), to.get(i));
        }
    }
}
