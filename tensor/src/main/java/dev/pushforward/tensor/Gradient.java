package dev.pushforward.tensor;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * Derivatives of a recorded computation. What they compute is recorded too, so they can be differentiated again.
 *
 * <pre>{@code
 * Tensor x = points.tracked();
 * Tensor score = Gradient.of(target.logDensity(x)).wrt(x);
 * }</pre>
 *
 * A tensor y of more than one element stands for the sum of its elements: for a log density {@code [n]} whose row i
 * depends on point i only, the gradient with respect to the points {@code [n, d]} is the score of each.
 *
 * <p>Cost: a reverse sweep does each recorded operation's pullback once, about twice the work of the operations between
 * x and y; a forward sweep does each one's pushforward once.
 */
public final class Gradient {
    private final List<Tensor> ys;
    private final List<Tensor> seeds;

    private Gradient(List<Tensor> ys, List<Tensor> seeds) {
        this.ys = ys;
        this.seeds = seeds;
    }

    /** Derivatives of the sum of the elements of y. */
    public static Gradient of(Tensor y) {
        return new Gradient(List.of(y), List.of(Tensor.full(y.dtype(), 1, y.dimensions())));
    }

    /** Derivatives of the inner product of y with {@code weights}, of y's shape: a vector-Jacobian product. */
    public static Gradient of(Tensor y, Tensor weights) {
        return of(List.of(y), List.of(weights));
    }

    /** Derivatives of the sum of the inner products of several results with weights of their shapes, in one sweep. */
    public static Gradient of(List<Tensor> ys, List<Tensor> weights) {
        if (ys.size() != weights.size()) {
            throw new IllegalArgumentException(
                    weights.size() + " weights for " + ys.size() + " results: one for each is needed");
        }
        for (int i = 0; i < ys.size(); i++) {
            if (!fits(ys.get(i), weights.get(i))) {
                throw new IllegalArgumentException(
                        "weights " + text(weights.get(i)) + " for a result " + text(ys.get(i)) + ": they must agree");
            }
        }
        return new Gradient(List.copyOf(ys), List.copyOf(weights));
    }

    /**
     * The derivative with respect to x, of x's shape; zeros where y does not depend on x.
     *
     * @throws IllegalArgumentException if x is a constant: nothing was recorded of what became of it
     */
    public Tensor wrt(Tensor x) {
        return wrt(List.of(x)).get(0);
    }

    /** The derivatives with respect to several tensors, in one sweep. */
    public List<Tensor> wrt(List<Tensor> xs) {
        for (Tensor x : xs) {
            if (!x.isTracked()) {
                throw new IllegalArgumentException("a derivative with respect to " + text(x)
                        + ", a constant: compute the result from x.tracked(), and differentiate with respect to that");
            }
        }
        var sweep = new Sweep(xs, null);
        sweep.run();
        return xs.stream()
                .map(x -> {
                    Tensor g = sweep.cotangents.get(x);
                    return g == null ? Tensor.zeros(x.dtype(), x.dimensions()) : g;
                })
                .toList();
    }

    /**
     * Adds the derivatives with respect to {@code xs} to {@code accumulators}, in place. Nothing is recorded: this is
     * the last derivative taken, as a training step takes it, and cheaper than {@link #wrt}.
     */
    public void accumulate(List<Tensor> xs, List<Tensor> accumulators) {
        collect(xs, accumulators, Accumulator::addingTo);
    }

    /** {@link #accumulate} over whatever the accumulators hold: what it adds to first need not be cleared. */
    public void overwrite(List<Tensor> xs, List<Tensor> accumulators) {
        collect(xs, accumulators, Accumulator::overwriting);
    }

    private void collect(List<Tensor> xs, List<Tensor> accumulators, Function<Tensor, Accumulator> kind) {
        var places = new IdentityHashMap<Tensor, Accumulator>();
        for (int i = 0; i < xs.size(); i++) {
            Tensor place = accumulators.get(i);
            if (!fits(xs.get(i), place)) {
                throw new IllegalArgumentException(
                        "accumulator " + text(place) + " for a tensor " + text(xs.get(i)) + ": they must agree");
            }
            places.put(xs.get(i), kind.apply(place));
        }
        Scope.Stack stack = Scope.stack();
        boolean before = stack.recording;
        stack.recording = false;
        try {
            new Sweep(xs, places).run();
            places.values().forEach(Accumulator::finish);
        } finally {
            stack.recording = before;
        }
    }

    /**
     * Jacobian-vector product: the derivative of y along a tangent v of x, {@code dy/dx v}, of y's shape, in one
     * forward sweep over what was recorded between x and y.
     */
    public static Tensor jvp(Tensor y, Tensor x, Tensor v) {
        if (!fits(x, v)) {
            throw new IllegalArgumentException("tangent " + text(v) + " for a tensor " + text(x) + ": they must agree");
        }
        Map<Tensor, Tensor> tangents = new IdentityHashMap<>();
        tangents.put(x, v);
        List<Tensor> order = between(List.of(x), List.of(y));
        for (int i = 0; i < order.size(); i++) {
            Tensor t = order.get(i);
            if (t == x) {
                continue; // its own tangent is given
            }
            Primitive p = t.origin();
            Tensor[] in = new Tensor[p.arity()];
            for (int k = 0; k < in.length; k++) {
                in[k] = tangents.get(p.input(k));
            }
            tangents.put(t, p.pushforward(in));
        }
        Tensor out = tangents.get(y);
        return out == null ? Tensor.zeros(y.dtype(), y.dimensions()) : out;
    }

    /**
     * The divergence of a field, {@code div v (x) = sum_i dv_i/dx_i}, {@code [n, d], [n, d] -> [n]}, where v was
     * computed from the tracked points x row by row. Exact, in d forward sweeps: cheaper than d reverse ones, and what
     * they share (slopes of activations) is computed once.
     */
    public static Tensor divergence(Tensor v, Tensor x) {
        Tensor sum = null;
        for (int i = 0; i < x.size(1); i++) {
            double[] unit = new double[x.size(1)];
            unit[i] = 1;
            sum = sum(
                    sum,
                    jvp(v, x, x.like(unit, unit.length).broadcastTo(x.shape())).column(i));
        }
        return sum;
    }

    private static boolean fits(Tensor t, Tensor other) {
        return t.dtype() == other.dtype() && Arrays.equals(t.dimensions(), other.dimensions());
    }

    private static String text(Tensor t) {
        return t.dtype() + t.shapeText();
    }

    /** Sum of two terms of which either may be missing. */
    static Tensor sum(Tensor a, Tensor b) {
        return a == null ? b : b == null ? a : a.add(b);
    }

    /**
     * The tensors through which the ys depend on the xs, each after those it is computed from; the xs that are reached
     * are among them. What is no deeper than the shallowest x depends on none: so a walk from the end of a long chain
     * to its last link's inputs does not see the rest of it.
     */
    private static List<Tensor> between(List<Tensor> xs, List<Tensor> ys) {
        var wanted = new IdentityHashMap<Tensor, Boolean>();
        int shallowest = Integer.MAX_VALUE;
        for (Tensor x : xs) {
            wanted.put(x, true);
            shallowest = Math.min(shallowest, x.depth());
        }
        var depends = new IdentityHashMap<Tensor, Boolean>();
        var order = new ArrayList<Tensor>();
        var pending = new ArrayDeque<Tensor>();
        for (int i = ys.size() - 1; i >= 0; i--) {
            pending.push(ys.get(i));
        }
        while (!pending.isEmpty()) {
            Tensor t = pending.peek();
            if (depends.containsKey(t)) {
                pending.pop();
                continue;
            }
            boolean is = wanted.containsKey(t);
            boolean any = is;
            boolean ready = true;
            Primitive p = t.origin();
            for (int i = 0; p != null && i < p.arity(); i++) {
                Tensor in = p.input(i);
                if ((!in.isTracked() || in.depth() <= shallowest) && !wanted.containsKey(in)) {
                    continue;
                }
                Boolean known = depends.get(in);
                if (known == null) {
                    pending.push(in);
                    ready = false;
                } else {
                    any |= known;
                }
            }
            if (ready) {
                pending.pop();
                depends.put(t, any);
                if (any) {
                    order.add(t);
                }
            }
        }
        return order;
    }

    /** One reverse sweep: cotangents flow from the ys to the xs, last computed first. */
    private final class Sweep {
        final Map<Tensor, Tensor> cotangents = new IdentityHashMap<>();
        private final Map<Tensor, Boolean> reached = new IdentityHashMap<>();
        /** Tensors whose cotangent nobody but this sweep holds. */
        private final Set<Tensor> given = Collections.newSetFromMap(new IdentityHashMap<>());

        private final List<Tensor> order;
        private final Map<Tensor, Accumulator> places;

        Sweep(List<Tensor> xs, Map<Tensor, Accumulator> places) {
            this.order = between(xs, ys);
            this.places = places;
            for (Tensor t : order) {
                reached.put(t, true);
            }
        }

        void run() {
            for (int i = 0; i < ys.size(); i++) {
                if (reached.containsKey(ys.get(i))) {
                    cotangents.merge(ys.get(i), seeds.get(i), Tensor::add);
                }
            }
            for (int i = order.size() - 1; i >= 0; i--) {
                Tensor t = order.get(i);
                Tensor g = cotangents.get(t);
                if (g == null) {
                    continue;
                }
                if (places != null && places.containsKey(t)) {
                    places.get(t).add(g);
                }
                if (t.origin() != null && throughTo(t)) {
                    t.origin().pullback(g, new Inputs(t));
                    if (places != null) {
                        cotangents.remove(t);
                    }
                }
            }
        }

        /** Whether anything before t is wanted: an x that is itself computed from tracked tensors stops the sweep. */
        private boolean throughTo(Tensor t) {
            Primitive p = t.origin();
            for (int i = 0; i < p.arity(); i++) {
                if (reached.containsKey(p.input(i))) {
                    return true;
                }
            }
            return false;
        }

        private final class Inputs implements Primitive.Cotangents {
            private final Tensor t;

            Inputs(Tensor t) {
                this.t = t;
            }

            private Tensor input(int i) {
                return t.origin().input(i);
            }

            @Override
            public boolean wants(int i) {
                return reached.containsKey(input(i));
            }

            @Override
            public void add(int i, Tensor contribution) {
                if (wants(i)) {
                    Tensor before = cotangents.get(input(i));
                    if (before == null) {
                        cotangents.put(input(i), contribution);
                    } else {
                        cotangents.put(input(i), before.add(contribution));
                        given.add(input(i)); // the sum is new
                    }
                }
            }

            @Override
            public void give(int i, Tensor contribution) {
                add(i, contribution);
                given.add(input(i));
            }

            @Override
            public Accumulator accumulator(int i) {
                boolean goesOn = input(i).origin() != null; // then its whole derivative is needed to go further back
                return places == null || goesOn ? null : places.get(input(i));
            }

            @Override
            public boolean ownsG() {
                return places != null && given.contains(t);
            }
        }
    }
}
