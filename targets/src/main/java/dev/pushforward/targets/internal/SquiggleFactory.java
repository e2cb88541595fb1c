package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.Squiggle;

/** Makes the target {@code squiggle}. */
@Component(
        name = "squiggle",
        summary = "A Gaussian sheared along a sine, in the plane.",
        citation = "Sharrock and Nemeth 2023, Coin sampling: gradient-based Bayesian inference without learning rates,"
                + " arXiv:2301.11294")
public final class SquiggleFactory extends FixedTargetFactory {
    @Override
    protected Target create() {
        return new Squiggle();
    }
}
