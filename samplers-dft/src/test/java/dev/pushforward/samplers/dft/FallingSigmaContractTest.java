package dev.pushforward.samplers.dft;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.samplers.fisher.ExactScoreMatching;
import dev.pushforward.testkit.ImplicitSamplerContract;

/** With a sigma that changes in each iteration, and an estimator that does not smooth. */
class FallingSigmaContractTest extends ImplicitSamplerContract {
    @Override
    protected ImplicitSampler create(Compute compute) {
        return SmallSamplers.dft(Schedule.geometric(1, 0.1, 100), new ExactScoreMatching(), compute);
    }
}
