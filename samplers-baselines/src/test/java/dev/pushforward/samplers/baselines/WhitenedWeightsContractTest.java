package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.WeighingSampler;
import dev.pushforward.core.coordinates.WhitenedSampler;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import dev.pushforward.testkit.WeightedSamplerContract;

/** Whitened coordinates keep the integral of a density: weights are right in them, of draws and of given points. */
class WhitenedWeightsContractTest extends WeightedSamplerContract {
    private static final Compute COMPUTE = new Compute(DType.FLOAT64, Workers.of(1));

    @Override
    protected TrainedSampler create(DensityTarget target) {
        ImplicitSampler importance = (given, random) -> new Importance((DensityTarget) given);
        return new WhitenedSampler(importance, 50, 1, COMPUTE)
                .start(target, RandomStream.of(2))
                .sampler();
    }

    /** Importance sampling by N(0, 1.3^2 I) of whatever coordinates it is given. */
    private record Importance(DensityTarget density) implements Training, WeighingSampler {
        private static final double WIDTH = 1.3;

        @Override
        public Draws draw(int n, RandomStream random) {
            Tensor x = Tensor.normal(DType.FLOAT64, random.generator(), n, 2).mul(WIDTH);
            return Draws.weighted(x, reverseLogWeights(x, random));
        }

        @Override
        public Tensor reverseLogWeights(Tensor x, RandomStream random) {
            Tensor log = x.div(WIDTH).square().sum(1).mul(-0.5).sub(Math.log(2 * Math.PI * WIDTH * WIDTH));
            return density.logDensity(x).sub(log);
        }

        @Override
        public TrainedSampler sampler() {
            return this;
        }

        @Override
        public StepInfo step() {
            throw new IllegalStateException("there is nothing to train");
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
        public State state() {
            return State.empty();
        }

        @Override
        public void restore(State state) {}

        @Override
        public void close() {}
    }
}
