package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Microbatches;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalLong;

/**
 * The normal law {@code N(location, scale^2 I)} on the target's space, whatever the target: nothing is trained, in 0
 * iterations. With a corrector it is a particle or Markov chain method alone, started where such methods are. Cost: n d
 * normal numbers for n draws; threads change no bit.
 */
public final class NormalSampler implements ImplicitSampler {
    private final double location;
    private final double scale;
    private final Compute compute;

    /**
     * With this mean in each coordinate and this standard deviation.
     *
     * @param location finite
     * @param scale above 0, finite
     */
    public NormalSampler(double location, double scale, Compute compute) {
        if (!Double.isFinite(location) || !(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException(
                    "location = " + location + ": must be finite; scale = " + scale + ": must be above 0 and finite");
        }
        this.location = location;
        this.scale = scale;
        this.compute = compute;
    }

    /** @throws IllegalArgumentException if the target does not live in R^d */
    @Override
    public Training start(Target target, RandomStream random) {
        Euclidean.require(target, "the sampler 'normal'");
        return new Untrained(target.dimension());
    }

    /** A training of 0 iterations. */
    private final class Untrained implements Training, TrainedSampler {
        private final int dimension;

        Untrained(int dimension) {
            this.dimension = dimension;
        }

        /** @throws IllegalStateException always: there are no iterations to do */
        @Override
        public StepInfo step() {
            throw new IllegalStateException("the sampler 'normal' is not trained: it has 0 iterations");
        }

        @Override
        public long iteration() {
            return 0;
        }

        @Override
        public long iterations() {
            return 0;
        }

        @Override
        public TrainedSampler sampler() {
            return this;
        }

        @Override
        public Draws draw(int n, RandomStream random) {
            return Draws.of(Microbatches.map(
                    compute.workers(), n, dimension, compute.dtype(), random, (rows, r) -> Tensor.normal(
                                    compute.dtype(), r.generator(), rows.count(), dimension)
                            .mul(scale)
                            .add(location)));
        }

        /** 0. */
        @Override
        public OptionalLong parameters() {
            return OptionalLong.of(0);
        }

        @Override
        public State state() {
            return State.empty().with("iteration", 0);
        }

        @Override
        public void restore(State state) {
            if (state.counter("iteration") != 0) {
                throw new IllegalArgumentException("the saved state is of iteration " + state.counter("iteration")
                        + ", and the sampler 'normal' is not trained");
            }
        }

        @Override
        public void close() {}
    }
}
