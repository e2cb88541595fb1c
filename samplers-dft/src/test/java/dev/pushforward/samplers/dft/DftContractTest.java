package dev.pushforward.samplers.dft;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.samplers.fisher.DenoisingScoreMatching;
import dev.pushforward.testkit.ImplicitSamplerContract;
import java.util.Optional;

class DftContractTest extends ImplicitSamplerContract {
    @Override
    protected ImplicitSampler create(Compute compute) {
        return SmallSamplers.dft(Schedule.constant(0.3), Optional.empty(), new DenoisingScoreMatching(0.3), compute);
    }
}
