package dev.pushforward.correctors;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Corrector;
import dev.pushforward.testkit.CorrectorContract;

class ParallelTemperingContractTest extends CorrectorContract {
    @Override
    protected Corrector create() {
        return new ParallelTempering(new ParallelTempering.Settings(2, 0, 3, 0.3, 0.3), Compute.standard());
    }

    @Override
    protected int applications() {
        return 3;
    }
}
