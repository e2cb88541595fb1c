package dev.pushforward.app.components;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DataTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import java.util.List;

/** The smallest sampler that learns from draws: {@code x = mu + sd z}, by the mean moments of batches. */
@Component(name = "test-fit", summary = "Fits a normal distribution to draws.", citation = "A test")
public final class FitFactory implements ImplicitSamplerFactory {
    private static final Setting<Integer> ITERATIONS = Setting.integer("iterations", 20, 0, 1000, "steps");

    @Override
    public List<Setting<?>> settings() {
        return List.of(ITERATIONS);
    }

    @Override
    public ImplicitSampler create(Settings settings, ComponentContext context) {
        return (target, random) -> new Run(target, random, settings.get(ITERATIONS), context.compute());
    }

    private static final class Run implements Training {
        private static final int BATCH = 200;
        private final DataTarget data;
        private final RandomStream random;
        private final int iterations;
        private final Compute compute;
        private Tensor sums; // of coordinates and of their squares, [2, d]
        private long iteration;

        Run(Target target, RandomStream random, int iterations, Compute compute) {
            if (!(target instanceof DataTarget draws)) {
                throw new IllegalArgumentException("needs draws");
            }
            this.data = draws;
            this.random = random;
            this.iterations = iterations;
            this.compute = compute;
            this.sums = Tensor.zeros(compute.dtype(), 2, target.dimension()).kept();
        }

        @Override
        public StepInfo step() {
            try (Scope scope = Scope.open()) {
                Tensor x = data.draw(BATCH, random.split(iteration)).cast(compute.dtype());
                sums = sums.add(Tensor.stack(0, x.mean(0), x.square().mean(0))).kept();
                iteration++;
                return StepInfo.of("mean", sums.mean().item() / iteration);
            }
        }

        @Override
        public long iteration() {
            return iteration;
        }

        @Override
        public long iterations() {
            return iterations;
        }

        @Override
        public TrainedSampler sampler() {
            return (n, r) -> {
                Tensor mean = sums.row(0).div(Math.max(1, iteration));
                Tensor sd = sums.row(1)
                        .div(Math.max(1, iteration))
                        .sub(mean.square())
                        .sqrt();
                return Draws.of(Tensor.normal(compute.dtype(), r.generator(), n, data.dimension())
                        .mul(sd)
                        .add(mean));
            };
        }

        @Override
        public State state() {
            return State.empty().with("iteration", iteration).with("sums", sums.kept());
        }

        @Override
        public void restore(State state) {
            iteration = state.counter("iteration");
            sums = state.tensor("sums").kept();
        }

        @Override
        public void close() {}
    }
}
