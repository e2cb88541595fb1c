package dev.pushforward.correctors;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.dynamics.RandomWalk;
import dev.pushforward.testkit.CorrectorContract;

class RandomWalkContractTest extends CorrectorContract {
    @Override
    protected Corrector create() {
        return new Metropolis(new RandomWalk(), new MetropolisSettings(3, 0.5, 0, 0.234), Compute.standard());
    }
}
