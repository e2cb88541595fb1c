package org.example.shapes;

import dev.pushforward.core.Metric;
import dev.pushforward.testkit.MetricContract;

class EnergyDistanceTest extends MetricContract {
    @Override
    protected Metric create() {
        return new EnergyDistance();
    }
}
