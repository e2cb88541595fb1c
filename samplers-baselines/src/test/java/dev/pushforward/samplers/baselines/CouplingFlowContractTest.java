package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.testkit.ImplicitSamplerContract;

class CouplingFlowContractTest extends ImplicitSamplerContract {
    @Override
    protected ImplicitSampler create(Compute compute) {
        return SmallSamplers.COUPLING_FLOW.create(compute);
    }
}
