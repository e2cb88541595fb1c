package dev.pushforward.metrics;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Metric;
import dev.pushforward.testkit.MetricContract;

class KsdContractTest extends MetricContract {
    @Override
    protected Metric create() {
        return new KernelSteinDiscrepancy(KernelSteinDiscrepancy.Estimator.V, Compute.standard());
    }
}
