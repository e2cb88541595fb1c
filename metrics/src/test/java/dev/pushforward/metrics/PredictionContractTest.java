package dev.pushforward.metrics;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Metric;
import dev.pushforward.core.PredictiveTarget;
import dev.pushforward.core.Space;
import dev.pushforward.core.Target;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.testkit.KnownTarget;
import dev.pushforward.testkit.MetricContract;
import java.util.random.RandomGenerator;

class PredictionContractTest extends MetricContract {
    @Override
    protected Metric create() {
        return new Prediction(200, Compute.standard());
    }

    @Override
    protected Target target() {
        return new Coins();
    }

    /**
     * Coin i shows heads with probability {@code sigmoid(x_1 + i / 1000 x_2)} for an x drawn anew: exact draws predict
     * best.
     */
    private static final class Coins implements PredictiveTarget {
        private static final int COINS = 5000;

        private final double[] sides = new double[COINS];
        private final double[] slopes = new double[COINS];

        Coins() {
            RandomGenerator random = RandomStream.of(5).generator();
            Tensor x = KnownTarget.TWO_MODES.draw(COINS, RandomStream.of(6));
            for (int i = 0; i < COINS; i++) {
                slopes[i] = i / 1000.0;
                double logit = x.get(i, 0) + slopes[i] * x.get(i, 1);
                sides[i] = random.nextDouble() < 1 / (1 + Math.exp(-logit)) ? 1 : -1;
            }
        }

        @Override
        public Space space() {
            return KnownTarget.TWO_MODES.space();
        }

        @Override
        public int heldOut() {
            return COINS;
        }

        @Override
        public Tensor logPredictive(Tensor x, int from, int to) {
            Tensor logits = x.slice(1, 0, 1)
                    .add(x.slice(1, 1, 2).mul(x.like(slopes, COINS).slice(0, from, to)));
            return logits.mul(x.like(sides, COINS).slice(0, from, to))
                    .neg()
                    .softplus()
                    .neg();
        }
    }
}
