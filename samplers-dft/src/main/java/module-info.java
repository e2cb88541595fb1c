/** Denoising Fisher training (component {@code dft}). Score estimators come from other modules. */
module dev.pushforward.samplers.dft {
    requires transitive dev.pushforward.core;

    exports dev.pushforward.samplers.dft;

    provides dev.pushforward.core.spi.ImplicitSamplerFactory with
            dev.pushforward.samplers.dft.internal.DftFactory;
}
