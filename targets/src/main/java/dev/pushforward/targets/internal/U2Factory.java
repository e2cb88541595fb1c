package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.EnergyU2;

/** Makes the target {@code u2}. */
@Component(
        name = "u2",
        summary = "A sine-shaped ribbon in the plane, in a soft box.",
        citation = "Rezende and Mohamed 2015, Variational inference with normalizing flows, arXiv:1505.05770")
public final class U2Factory extends BoxedEnergyFactory {
    @Override
    protected Target create(double threshold) {
        return new EnergyU2(threshold);
    }
}
