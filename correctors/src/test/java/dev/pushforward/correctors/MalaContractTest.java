package dev.pushforward.correctors;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.dynamics.Mala;
import dev.pushforward.testkit.CorrectorContract;

class MalaContractTest extends CorrectorContract {
    @Override
    protected Corrector create() {
        return new Metropolis(new Mala(), new MetropolisSettings(3, 0.3, 0, 0.574), Compute.standard());
    }
}
