package dev.pushforward.correctors;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.dynamics.Hmc;
import dev.pushforward.testkit.CorrectorContract;

class HmcContractTest extends CorrectorContract {
    @Override
    protected Corrector create() {
        return new Metropolis(new Hmc(3), new MetropolisSettings(2, 0.25, 0, 0.651), Compute.standard());
    }
}
