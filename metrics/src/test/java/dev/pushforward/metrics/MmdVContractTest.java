package dev.pushforward.metrics;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Metric;
import dev.pushforward.testkit.MetricContract;

class MmdVContractTest extends MetricContract {
    @Override
    protected Metric create() {
        return new MaximumMeanDiscrepancy(MmdKernel.A_NICE_MC, MaximumMeanDiscrepancy.Estimator.V, Compute.standard());
    }
}
