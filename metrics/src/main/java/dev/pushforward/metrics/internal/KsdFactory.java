package dev.pushforward.metrics.internal;

import dev.pushforward.core.Metric;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.MetricFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.metrics.KernelSteinDiscrepancy;
import java.util.List;

/** Provides {@link KernelSteinDiscrepancy}. */
@Component(
        name = "ksd",
        summary = "Kernel Stein discrepancy, inverse multiquadric, root of the V-statistic; see its floor.",
        citation = "Gorham, Mackey 2017, Measuring sample quality with kernels, arXiv:1703.01717")
public final class KsdFactory implements MetricFactory {
    /** For ServiceLoader. */
    public KsdFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Metric create(Settings settings, ComponentContext context) {
        return new KernelSteinDiscrepancy(KernelSteinDiscrepancy.Estimator.V, context.compute());
    }
}
