package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.GaussianMixture;

/** Makes the target {@code gauss2}. */
@Component(name = "gauss2", summary = "Two equal standard Gaussians at (-1, -1) and (1, 1), which overlap.")
public final class Gauss2Factory extends FixedTargetFactory {
    @Override
    protected Target create() {
        return new GaussianMixture(new double[][] {{-1, -1}, {1, 1}}, 1, new double[] {1, 1});
    }
}
