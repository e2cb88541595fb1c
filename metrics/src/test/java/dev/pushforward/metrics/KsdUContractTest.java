package dev.pushforward.metrics;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Metric;
import dev.pushforward.testkit.MetricContract;

class KsdUContractTest extends MetricContract {
    @Override
    protected Metric create() {
        return new KernelSteinDiscrepancy(KernelSteinDiscrepancy.Estimator.U, Compute.standard());
    }
}
