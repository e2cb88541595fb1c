package dev.pushforward.samplers.dft;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.testkit.ImplicitSamplerContract;
import java.util.Optional;

/**
 * A check after every third iteration, so that states are saved between checks, and the sampler drawn from is not the
 * last.
 */
class SelectedDftContractTest extends ImplicitSamplerContract {
    @Override
    protected ImplicitSampler create(Compute compute) {
        return SmallSamplers.checked(200, 2, Optional.of(SmallSamplers.check(3, 5, true)), compute);
    }
}
