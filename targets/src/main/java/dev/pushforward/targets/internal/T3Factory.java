package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.EnergyU3;

/** Makes the target {@code t3}. */
@Component(
        name = "t3",
        summary = "A ribbon that splits in two and joins again, in the plane, in a soft box: u3 under the name of the"
                + " AFIS tables.",
        citation = "Rezende and Mohamed 2015, Variational inference with normalizing flows, arXiv:1505.05770")
public final class T3Factory extends BoxedEnergyFactory {
    @Override
    protected Target create(double threshold) {
        return new EnergyU3(threshold);
    }
}
