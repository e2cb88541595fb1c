package org.example.parts;

import dev.pushforward.core.dynamics.MarkovKernel;
import dev.pushforward.testkit.DynamicsContract;

class BarkerTest extends DynamicsContract {
    @Override
    protected MarkovKernel create() {
        return new Barker();
    }

    @Override
    protected double stepSize() {
        return 0.6;
    }
}
