package dev.pushforward.samplers.fisher;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.testkit.ScoreEstimatorContract;

class SlicedScoreMatchingContractTest extends ScoreEstimatorContract {
    @Override
    protected ScoreEstimator create(Compute compute) {
        return SmallSamplers.score(new SlicedScoreMatching(1), compute);
    }
}
