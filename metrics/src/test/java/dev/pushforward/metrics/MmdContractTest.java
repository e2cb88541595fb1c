package dev.pushforward.metrics;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Metric;
import dev.pushforward.testkit.MetricContract;

class MmdContractTest extends MetricContract {
    @Override
    protected Metric create() {
        return new MaximumMeanDiscrepancy(MmdKernel.MEDIAN, MaximumMeanDiscrepancy.Estimator.U, Compute.standard());
    }
}
