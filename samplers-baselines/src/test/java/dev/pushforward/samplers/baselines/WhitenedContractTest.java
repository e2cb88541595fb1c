package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.coordinates.WhitenedSampler;
import dev.pushforward.testkit.ImplicitSamplerContract;

class WhitenedContractTest extends ImplicitSamplerContract {
    @Override
    protected ImplicitSampler create(Compute compute) {
        return new WhitenedSampler(SmallSamplers.KL.create(compute), 5, 1, compute);
    }
}
