package dev.pushforward.samplers.fisher;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.testkit.ImplicitSamplerContract;

class FisContractTest extends ImplicitSamplerContract {
    @Override
    protected ImplicitSampler create(Compute compute) {
        return SmallSamplers.fisher(FisherLoss.S2D, 0, compute);
    }
}
