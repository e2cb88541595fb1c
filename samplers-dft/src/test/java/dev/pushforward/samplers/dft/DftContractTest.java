package dev.pushforward.samplers.dft;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.samplers.fisher.DenoisingScoreMatching;
import dev.pushforward.testkit.ImplicitSamplerContract;

class DftContractTest extends ImplicitSamplerContract {
    @Override
    protected ImplicitSampler create(Compute compute) {
        return SmallSamplers.dft(Schedule.constant(0.3), new DenoisingScoreMatching(0.3), compute);
    }
}
