package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.EnergyU4;

/** Makes the target {@code u4}. */
@Component(
        name = "u4",
        summary = "A ribbon that forks, in the plane, in a soft box.",
        citation = "Rezende and Mohamed 2015, Variational inference with normalizing flows, arXiv:1505.05770")
public final class U4Factory extends BoxedEnergyFactory {
    @Override
    protected Target create(double threshold) {
        return new EnergyU4(threshold);
    }
}
