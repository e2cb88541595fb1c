package dev.pushforward.correctors;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Corrector;
import dev.pushforward.testkit.CorrectorContract;

class LangevinContractTest extends CorrectorContract {
    @Override
    protected Corrector create() {
        return new Langevin(5, 0.02, Compute.standard());
    }

    /**
     * The discretisation's error at this step: the stationary variance in the stiffest direction is off by about h / (4
     * v).
     */
    @Override
    protected double bias() {
        return 0.01;
    }
}
