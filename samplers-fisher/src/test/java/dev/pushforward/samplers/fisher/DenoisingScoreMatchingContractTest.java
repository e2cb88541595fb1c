package dev.pushforward.samplers.fisher;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.testkit.ScoreEstimatorContract;

class DenoisingScoreMatchingContractTest extends ScoreEstimatorContract {
    @Override
    protected ScoreEstimator create(Compute compute) {
        return SmallSamplers.score(new DenoisingScoreMatching(0.3), compute);
    }
}
