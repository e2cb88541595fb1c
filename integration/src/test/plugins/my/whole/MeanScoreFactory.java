package my.whole;

import dev.pushforward.core.Estimation;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ScoreEstimatorFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.tensor.Tensor;
import java.util.List;

/** The score of N(m, I) for the mean m of the last draws. */
@Component(name = "mean-score", summary = "The score of a round Gaussian at the mean of the draws.")
public final class MeanScoreFactory implements ScoreEstimatorFactory {
    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public ScoreEstimator create(Settings settings, ComponentContext context) {
        return (space, random) -> new Mean(Tensor.zeros(context.compute().dtype(), 1, space.ambientDimension())
                .kept());
    }

    private static final class Mean implements Estimation {
        private Tensor mean;

        Mean(Tensor mean) {
            this.mean = mean;
        }

        @Override
        public StepInfo fit(Tensor draws, RandomStream random) {
            mean = draws.mean(0).reshape(1, draws.size(1)).kept();
            return StepInfo.of("mean", mean.mean().item());
        }

        @Override
        public Tensor score(Tensor x) {
            return mean.sub(x);
        }

        @Override
        public double smoothing() {
            return 0;
        }

        @Override
        public State state() {
            return State.empty().with("mean", mean.kept());
        }

        @Override
        public void restore(State state) {
            mean = state.tensor("mean").kept();
        }

        @Override
        public void close() {}
    }
}
