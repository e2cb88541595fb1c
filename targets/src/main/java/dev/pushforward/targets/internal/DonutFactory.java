package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.Donut;

/** Makes the target {@code donut}. */
@Component(
        name = "donut",
        summary = "A ring of radius 2.5 and radial standard deviation 0.5, in the plane.",
        citation = "Sharrock and Nemeth 2023, Coin sampling: gradient-based Bayesian inference without learning rates,"
                + " arXiv:2301.11294")
public final class DonutFactory extends FixedTargetFactory {
    @Override
    protected Target create() {
        return new Donut(2.5, 0.5);
    }
}
