package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.EnergyU1;

/** Makes the target {@code u1}. */
@Component(
        name = "u1",
        summary = "Two facing arcs of a ring, in the plane, in a soft box.",
        citation = "Rezende and Mohamed 2015, Variational inference with normalizing flows, arXiv:1505.05770")
public final class U1Factory extends BoxedEnergyFactory {
    @Override
    protected Target create(double threshold) {
        return new EnergyU1(threshold);
    }
}
