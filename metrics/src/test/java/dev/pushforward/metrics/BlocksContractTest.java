package dev.pushforward.metrics;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Metric;
import dev.pushforward.testkit.MetricContract;

class BlocksContractTest extends MetricContract {
    @Override
    protected Metric create() {
        return new Blocks(new KernelSteinDiscrepancy(KernelSteinDiscrepancy.Estimator.V, Compute.standard()), 20);
    }
}
