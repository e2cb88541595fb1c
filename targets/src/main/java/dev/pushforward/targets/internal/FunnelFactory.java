package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.Funnel;

/** Makes the target {@code funnel}. */
@Component(
        name = "funnel",
        summary = "A funnel in the plane: the second coordinate, N(4, 9), is the log variance of the first, of mean 1.",
        citation = "Sharrock and Nemeth 2023, Coin sampling: gradient-based Bayesian inference without learning rates,"
                + " arXiv:2301.11294")
public final class FunnelFactory extends FixedTargetFactory {
    @Override
    protected Target create() {
        return new Funnel(2, 4, 3, 1);
    }
}
