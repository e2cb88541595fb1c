package dev.pushforward.metrics;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Metric;
import dev.pushforward.testkit.MetricContract;

class SlicedWassersteinContractTest extends MetricContract {
    @Override
    protected Metric create() {
        return new SlicedWasserstein(50, Compute.standard());
    }
}
