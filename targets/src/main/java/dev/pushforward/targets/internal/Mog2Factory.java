package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.GaussianMixture;

/** Makes the target {@code mog2}. */
@Component(
        name = "mog2",
        summary = "Two equal Gaussians of variance 0.5 at (-2, 2) and (2, -2).",
        citation = "Sharrock and Nemeth 2023, Coin sampling: gradient-based Bayesian inference without learning rates,"
                + " arXiv:2301.11294")
public final class Mog2Factory extends FixedTargetFactory {
    @Override
    protected Target create() {
        return new GaussianMixture(new double[][] {{-2, 2}, {2, -2}}, Math.sqrt(0.5), new double[] {1, 1});
    }
}
