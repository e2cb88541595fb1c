package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.Gaussian;

/** Makes the target {@code gaussian}. */
@Component(
        name = "gaussian",
        summary = "A correlated Gaussian in the plane: mean (-1, 1), precision [[3, -0.5], [-0.5, 1]].",
        citation = "Sharrock and Nemeth 2023, Coin sampling: gradient-based Bayesian inference without learning rates,"
                + " arXiv:2301.11294")
public final class CorrelatedGaussianFactory extends FixedTargetFactory {
    @Override
    protected Target create() {
        // the inverse of the precision
        return new Gaussian(new double[] {-1, 1}, new double[][] {{1 / 2.75, 0.5 / 2.75}, {0.5 / 2.75, 3 / 2.75}});
    }
}
