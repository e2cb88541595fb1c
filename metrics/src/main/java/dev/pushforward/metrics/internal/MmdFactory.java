package dev.pushforward.metrics.internal;

import dev.pushforward.core.Metric;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.MetricFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.metrics.MaximumMeanDiscrepancy;
import dev.pushforward.metrics.MmdKernel;
import java.util.List;

/** Provides {@link MaximumMeanDiscrepancy}. */
@Component(
        name = "mmd",
        summary = "Squared maximum mean discrepancy to reference draws.",
        citation = "Gretton, Borgwardt, Rasch, Schoelkopf, Smola 2012, A kernel two-sample test, JMLR 13:723-773")
public final class MmdFactory implements MetricFactory {
    private static final Setting<MmdKernel> KERNEL = Setting.choice(
            "kernel",
            MmdKernel.MEDIAN,
            "median: exp(-d^2/2m), m the median of the reference; the others are those of published code");
    private static final Setting<MaximumMeanDiscrepancy.Estimator> ESTIMATOR = Setting.choice(
            "estimator",
            MaximumMeanDiscrepancy.Estimator.U,
            "u: unbiased, may be negative; v: with the pairs of a point with itself");

    /** For ServiceLoader. */
    public MmdFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(KERNEL, ESTIMATOR);
    }

    @Override
    public Metric create(Settings settings, ComponentContext context) {
        return new MaximumMeanDiscrepancy(settings.get(KERNEL), settings.get(ESTIMATOR), context.compute());
    }
}
