package dev.pushforward.samplers.baselines.internal;

import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.options.DescentOptions;
import dev.pushforward.core.options.NetworkOptions;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.baselines.CouplingFlowSampler;
import dev.pushforward.samplers.baselines.CouplingFlowSettings;
import dev.pushforward.tensor.Activation;
import java.util.List;

/** Provides {@link CouplingFlowSampler}. */
@Component(
        name = "coupling-flow",
        summary = "Normalising flow of affine couplings by the reverse Kullback-Leibler divergence, with its exact"
                + " density; seeks modes.",
        citation = "Dinh, Sohl-Dickstein, Bengio 2017, Density estimation using Real NVP, arXiv:1605.08803")
public final class CouplingFlowFactory implements ImplicitSamplerFactory {
    private static final DescentOptions TRAINING =
            new DescentOptions(new NetworkOptions(List.of(64, 64), Activation.TANH, 1e-3, 0.9));
    private static final Setting<Integer> COUPLINGS =
            Setting.integer("couplings", 6, 1, 1000, "affine couplings, each of which moves half of the coordinates");

    /** For ServiceLoader. */
    public CouplingFlowFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return TRAINING.with(List.of(COUPLINGS));
    }

    @Override
    public ImplicitSampler create(Settings settings, ComponentContext context) {
        return new CouplingFlowSampler(
                new CouplingFlowSettings(
                        TRAINING.iterations(settings),
                        TRAINING.batch(settings),
                        TRAINING.scale(settings),
                        settings.get(COUPLINGS),
                        TRAINING.network(settings),
                        TRAINING.adam(settings),
                        TRAINING.averaging(settings)),
                context.compute());
    }
}
