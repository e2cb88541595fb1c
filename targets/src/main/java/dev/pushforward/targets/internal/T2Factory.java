package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.EnergyU2;

/** Makes the target {@code t2}. */
@Component(
        name = "t2",
        summary = "A sine-shaped ribbon in the plane, in a soft box: u2 under the name of the AFIS tables.",
        citation = "Rezende and Mohamed 2015, Variational inference with normalizing flows, arXiv:1505.05770")
public final class T2Factory extends BoxedEnergyFactory {
    @Override
    protected Target create(double threshold) {
        return new EnergyU2(threshold);
    }
}
