package dev.pushforward.app.run;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.EvaluationCounts;
import dev.pushforward.core.random.Permutation;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.Optional;

/** What draws are measured against: numbered sets of draws of the target, independent of each other. */
public sealed interface ReferenceDraws {
    /** What tables call the rows of a data set that training never sees. */
    String HELD_OUT = "held-out rows";

    /** What tables call them. */
    String label();

    /** How many disjoint sets of n draws there are. */
    int sets(int n);

    /** One set, {@code [n, d]}, in the caller's scope; fewer rows only where not even one whole set exists. */
    Draws set(int n, int index);

    /** Evaluations of the target that it took to make them; empty where it took none or they were not counted. */
    default Optional<EvaluationCounts> made() {
        return Optional.empty();
    }

    /** Exact draws, as many as anybody asks for. */
    record Exact(DataTarget target, RandomStream random, DType dtype) implements ReferenceDraws {
        @Override
        public String label() {
            return "exact draws";
        }

        @Override
        public int sets(int n) {
            return Integer.MAX_VALUE;
        }

        @Override
        public Draws set(int n, int index) {
            return Draws.of(target.draw(n, random.split(index)).cast(dtype));
        }
    }

    /** The rows that a data set holds out, in an order of the run's own, each in one set. */
    final class HeldOut implements ReferenceDraws {
        private final Tensor rows;
        private final int[] order;
        private final DType dtype;

        HeldOut(Tensor rows, RandomStream random, DType dtype) {
            this.rows = rows;
            this.order = Permutation.of(rows.size(0), random.generator());
            this.dtype = dtype;
        }

        @Override
        public String label() {
            return HELD_OUT;
        }

        @Override
        public int sets(int n) {
            return order.length / n;
        }

        @Override
        public Draws set(int n, int index) {
            int from = sets(n) == 0 ? 0 : index % sets(n) * n;
            int[] chosen = Arrays.copyOfRange(order, from, Math.min(from + n, order.length));
            return Draws.of(rows.gather(chosen).cast(dtype));
        }
    }

    /** The last states of long Markov chains, {@code [chains, d]}, and what they took. */
    record Chains(Tensor states, Optional<EvaluationCounts> made) implements ReferenceDraws {
        @Override
        public String label() {
            return "MCMC reference";
        }

        @Override
        public int sets(int n) {
            return states.size(0) / n;
        }

        @Override
        public Draws set(int n, int index) {
            int from = sets(n) == 0 ? 0 : index % sets(n) * n;
            return Draws.of(states.slice(0, from, Math.min(from + n, states.size(0))));
        }
    }
}
