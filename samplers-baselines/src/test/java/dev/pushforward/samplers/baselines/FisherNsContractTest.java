package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.testkit.ImplicitSamplerContract;

class FisherNsContractTest extends ImplicitSamplerContract {
    @Override
    protected ImplicitSampler create(Compute compute) {
        return SmallSamplers.FISHER_NS.create(compute);
    }
}
