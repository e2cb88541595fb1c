package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.generator.ScaledNormal;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.IterativeTraining;

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
        return new Untrained(
                new ScaledNormal(target.dimension(), location, scale, compute.dtype(), compute.workers()), random);
    }

    /** A training of 0 iterations. */
    private static final class Untrained extends IterativeTraining {
        private final ScaledNormal sampler;

        Untrained(ScaledNormal sampler, RandomStream random) {
            super(0, random);
            this.sampler = sampler;
        }

        @Override
        protected StepInfo step(long iteration, RandomStream random) {
            throw new IllegalStateException("the sampler 'normal' is not trained");
        }

        @Override
        public TrainedSampler sampler() {
            return sampler;
        }
    }
}
