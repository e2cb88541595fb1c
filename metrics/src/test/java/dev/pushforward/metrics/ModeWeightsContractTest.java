package dev.pushforward.metrics;

import dev.pushforward.core.Metric;
import dev.pushforward.testkit.MetricContract;

class ModeWeightsContractTest extends MetricContract {
    @Override
    protected Metric create() {
        return new ModeWeights();
    }
}
