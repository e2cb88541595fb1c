package dev.pushforward.samplers.dft;

import dev.pushforward.core.Estimation;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.Space;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;

/**
 * The score of a normal law on the line smoothed by tau, {@code -(x - m) / (v + tau^2)}, with mean m and variance v of
 * the last draws.
 */
record NormalFit(double tau) implements ScoreEstimator {
    @Override
    public Estimation start(Space space, RandomStream random) {
        return new Fit();
    }

    private final class Fit implements Estimation {
        private double mean;
        private double variance;

        @Override
        public StepInfo fit(Tensor draws, RandomStream random) {
            mean = draws.mean().item();
            variance = draws.sub(mean).square().mean().item();
            return StepInfo.of("variance", variance);
        }

        @Override
        public Tensor score(Tensor x) {
            return x.sub(mean).div(-(variance + tau * tau));
        }

        @Override
        public double smoothing() {
            return tau;
        }

        @Override
        public State state() {
            return State.empty();
        }

        @Override
        public void restore(State state) {
            // the next fit depends on its draws alone
        }

        @Override
        public void close() {
            // nothing to free
        }
    }
}
