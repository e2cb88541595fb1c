package dev.pushforward.app.components;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.GuardedTarget;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import java.util.List;

/** The smallest sampler that learns: {@code x = mu + z}, mu moved along the mean score of a batch. */
@Component(name = "test-location", summary = "Learns a location.", citation = "A test")
public final class LocationFactory implements ImplicitSamplerFactory {
    private static final Setting<Integer> ITERATIONS = Setting.integer("iterations", 60, 0, Integer.MAX_VALUE, "steps");
    private static final Setting<Double> RATE = Setting.positive("rate", 0.1, "step size");
    private static final Setting<Integer> PAUSE =
            Setting.integer("pause", 0, 0, 10_000, "milliseconds that a step takes");

    @Override
    public List<Setting<?>> settings() {
        return List.of(ITERATIONS, RATE, PAUSE);
    }

    @Override
    public ImplicitSampler create(Settings settings, ComponentContext context) {
        return (target, random) -> new Run(target, random, settings, context.compute());
    }

    private static final class Run implements Training {
        private static final int BATCH = 100;
        private final DensityTarget target;
        private final RandomStream random;
        private final Settings settings;
        private final Compute compute;
        private Tensor mu;
        private long iteration;

        Run(Target target, RandomStream random, Settings settings, Compute compute) {
            if (!(target instanceof DensityTarget density)) {
                throw new IllegalArgumentException("needs a density");
            }
            this.target = new GuardedTarget(density);
            this.random = random;
            this.settings = settings;
            this.compute = compute;
            this.mu = Tensor.zeros(compute.dtype(), 1, target.dimension());
        }

        @Override
        public StepInfo step() {
            pause();
            try (Scope scope = Scope.open()) {
                Tensor x = sampler().draw(BATCH, random.split(iteration)).points();
                Tensor score = target.score(x).mean(0).reshape(1, target.dimension());
                mu = mu.add(score.mul(settings.get(RATE))).kept();
                iteration++;
                return StepInfo.of("mean-score", score.abs().mean().item());
            } catch (TrainingException e) {
                throw e.within("iteration " + iteration + ": ");
            }
        }

        private void pause() {
            try {
                Thread.sleep(settings.get(PAUSE));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }

        @Override
        public long iteration() {
            return iteration;
        }

        @Override
        public long iterations() {
            return settings.get(ITERATIONS);
        }

        @Override
        public TrainedSampler sampler() {
            return (n, r) -> Draws.of(Tensor.normal(compute.dtype(), r.generator(), n, target.dimension())
                    .add(mu));
        }

        @Override
        public State state() {
            return State.empty().with("iteration", iteration).with("mu", mu.kept());
        }

        @Override
        public void restore(State state) {
            iteration = state.counter("iteration");
            mu = state.tensor("mu").kept();
        }

        @Override
        public void close() {}
    }
}
