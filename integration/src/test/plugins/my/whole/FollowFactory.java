package my.whole;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Estimation;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import java.util.List;

/**
 * {@code x = mu + z}, mu moved by the mean difference of the scores of target and sampler, whose estimate may be
 * another plugin's or the program's.
 */
@Component(name = "follow", summary = "A round Gaussian that moves to where the scores agree.")
public final class FollowFactory implements ImplicitSamplerFactory {
    private static final Setting<Integer> ITERATIONS = Setting.integer("iterations", 10, 1, 1000, "steps of the mean");
    private static final Setting<ComponentSpec> SCORE =
            Setting.component("score", ComponentKind.SCORE_ESTIMATOR, "mean-score", "estimates the sampler's score");

    @Override
    public List<Setting<?>> settings() {
        return List.of(ITERATIONS, SCORE);
    }

    @Override
    public ImplicitSampler create(Settings settings, ComponentContext context) {
        ScoreEstimator score = context.create(settings.get(SCORE), ScoreEstimator.class);
        DType dtype = context.compute().dtype();
        return (target, random) -> {
            if (!(target instanceof DensityTarget density)) {
                throw new IllegalArgumentException("needs a density");
            }
            return new Follow(
                    density,
                    random,
                    score.start(target.space(), random.split("score")),
                    dtype,
                    settings.get(ITERATIONS));
        };
    }

    private static final class Follow implements Training {
        private final DensityTarget target;
        private final RandomStream random;
        private final Estimation estimate;
        private final DType dtype;
        private final long iterations;
        private Tensor mu;
        private long iteration;

        Follow(DensityTarget target, RandomStream random, Estimation estimate, DType dtype, long iterations) {
            this.target = target;
            this.random = random;
            this.estimate = estimate;
            this.dtype = dtype;
            this.iterations = iterations;
            this.mu = Tensor.zeros(dtype, 1, target.dimension()).kept();
        }

        @Override
        public StepInfo step() {
            try (Scope scope = Scope.open()) {
                RandomStream now = random.split(iteration);
                Tensor x = sampler().draw(200, now.split("draw")).points();
                StepInfo fit = estimate.fit(x, now.split("fit"));
                Tensor gap = target.score(x).sub(estimate.score(x)).mean(0).reshape(1, target.dimension());
                mu = mu.add(gap.mul(0.2)).kept();
                iteration++;
                return StepInfo.of("gap", gap.abs().mean().item()).with("score", fit);
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
            return (n, r) -> Draws.of(
                    Tensor.normal(dtype, r.generator(), n, target.dimension()).add(mu));
        }

        @Override
        public State state() {
            return State.empty()
                    .with("iteration", iteration)
                    .with("mu", mu.kept())
                    .nested("score", estimate.state());
        }

        @Override
        public void restore(State state) {
            iteration = state.counter("iteration");
            mu = state.tensor("mu").kept();
            estimate.restore(state.under("score"));
        }

        @Override
        public void close() {
            estimate.close();
        }
    }
}
