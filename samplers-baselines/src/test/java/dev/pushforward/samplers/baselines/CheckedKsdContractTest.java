package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.generator.SelfCheckSettings;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.tensor.Activation;
import dev.pushforward.testkit.ImplicitSamplerContract;
import java.util.List;

/** A method that estimates no score of its own is checked by a critic all the same. */
class CheckedKsdContractTest extends ImplicitSamplerContract {
    @Override
    protected ImplicitSampler create(Compute compute) {
        var check = new SelfCheckSettings(
                3, 200, 2, 100, new MlpSettings(List.of(16), Activation.TANH, Initialization.PYTORCH), true);
        return new SteinDiscrepancySampler(SmallSamplers.KSD.training(0).checkedBy(check), SteinKernel.RBF, compute);
    }
}
