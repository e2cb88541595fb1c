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
        name = "ksd-u",
        summary = "Kernel Stein discrepancy, inverse multiquadric, U-statistic without root; 0 on average for exact"
                + " draws.",
        citation = "Liu, Lee, Jordan 2016, A kernelized Stein discrepancy, arXiv:1602.03253")
public final class KsdUFactory implements MetricFactory {
    /** For ServiceLoader. */
    public KsdUFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Metric create(Settings settings, ComponentContext context) {
        return new KernelSteinDiscrepancy(KernelSteinDiscrepancy.Estimator.U, context.compute());
    }
}
