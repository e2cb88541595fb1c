/** What trained samplers are compared with (component {@code normal}). */
module dev.pushforward.samplers.baselines {
    requires transitive dev.pushforward.core;

    exports dev.pushforward.samplers.baselines;

    provides dev.pushforward.core.spi.ImplicitSamplerFactory with
            dev.pushforward.samplers.baselines.internal.NormalFactory;
}
