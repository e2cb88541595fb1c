package dev.pushforward.samplers.baselines.internal;

import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.options.GeneratorOptions;
import dev.pushforward.core.options.NetworkOptions;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.baselines.SteinDiscrepancySampler;
import dev.pushforward.samplers.baselines.SteinKernel;
import dev.pushforward.tensor.Activation;
import java.util.List;

/** Provides {@link SteinDiscrepancySampler}. */
@Component(
        name = "ksd",
        summary = "Neural sampler by the kernel Stein discrepancy of its draws (KSD-NS); time grows with batch^2.",
        citation = "Hu, Chen, Sun, Bai, Ye, Cheng 2018, Stein neural sampler, arXiv:1810.03545")
public final class KsdFactory implements ImplicitSamplerFactory {
    private static final GeneratorOptions TRAINING =
            new GeneratorOptions(new NetworkOptions(Activation.TANH, 4e-4, 0.5));
    private static final Setting<SteinKernel> KERNEL = Setting.choice(
            "kernel",
            SteinKernel.RBF,
            "rbf: exp(-r^2 / 2), as published; imq: (1 + r^2)^(-1/2), whose tails see more; r in units of scale");

    /** For ServiceLoader. */
    public KsdFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return TRAINING.with(List.of(KERNEL));
    }

    @Override
    public ImplicitSampler create(Settings settings, ComponentContext context) {
        return new SteinDiscrepancySampler(TRAINING.training(settings, 0), settings.get(KERNEL), context.compute());
    }
}
