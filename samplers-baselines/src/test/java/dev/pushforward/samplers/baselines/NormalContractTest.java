package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.testkit.ImplicitSamplerContract;

class NormalContractTest extends ImplicitSamplerContract {
    @Override
    protected ImplicitSampler create(Compute compute) {
        return new NormalSampler(0.5, 2, compute);
    }

    @Override
    protected boolean learns() {
        return false;
    }
}
