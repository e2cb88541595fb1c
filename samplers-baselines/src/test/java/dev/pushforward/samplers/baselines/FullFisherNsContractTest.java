package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.tensor.Activation;
import dev.pushforward.testkit.ImplicitSamplerContract;
import java.util.List;

/** With random directions for the divergence, and the kernel Stein discrepancy beside it. */
class FullFisherNsContractTest extends ImplicitSamplerContract {
    @Override
    protected ImplicitSampler create(Compute compute) {
        var critic = new MlpSettings(List.of(16), Activation.GELU, Initialization.GLOROT);
        var settings = new MinimaxFisherSettings(
                SmallSamplers.FISHER_NS.training(2),
                new MinimaxFisherLoss(10, 2),
                2,
                critic,
                Adam.Settings.of(Schedule.constant(1e-3)));
        return new MinimaxFisherSampler(settings, compute);
    }
}
