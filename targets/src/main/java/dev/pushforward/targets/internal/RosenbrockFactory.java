package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.Rosenbrock;

/** Makes the target {@code rosenbrock}. */
@Component(
        name = "rosenbrock",
        summary = "A Gaussian bent along a parabola, in the plane.",
        citation = "Sharrock and Nemeth 2023, Coin sampling: gradient-based Bayesian inference without learning rates,"
                + " arXiv:2301.11294")
public final class RosenbrockFactory extends FixedTargetFactory {
    @Override
    protected Target create() {
        return new Rosenbrock();
    }
}
