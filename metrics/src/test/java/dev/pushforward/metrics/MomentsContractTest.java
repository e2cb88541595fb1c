package dev.pushforward.metrics;

import dev.pushforward.core.Metric;
import dev.pushforward.testkit.MetricContract;

class MomentsContractTest extends MetricContract {
    @Override
    protected Metric create() {
        return new Moments();
    }
}
