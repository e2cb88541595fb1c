/**
 * What trained samplers are compared with (components {@code normal}, {@code kl}, {@code ksd}, {@code fisher-ns},
 * {@code steingan}, {@code coupling-flow}), and {@code whitened}, a sampler in other coordinates.
 */
module dev.pushforward.samplers.baselines {
    requires transitive dev.pushforward.core;

    exports dev.pushforward.samplers.baselines;

    provides dev.pushforward.core.spi.ImplicitSamplerFactory with
            dev.pushforward.samplers.baselines.internal.CouplingFlowFactory,
            dev.pushforward.samplers.baselines.internal.FisherNsFactory,
            dev.pushforward.samplers.baselines.internal.KlFactory,
            dev.pushforward.samplers.baselines.internal.KsdFactory,
            dev.pushforward.samplers.baselines.internal.NormalFactory,
            dev.pushforward.samplers.baselines.internal.SteinGanFactory,
            dev.pushforward.samplers.baselines.internal.WhitenedFactory;
}
