package dev.pushforward.app.components;

import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.MetricFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** Gives what a metric must not. */
@Component(name = "test-faulty", summary = "Fails on purpose.")
public final class FaultyMetricFactory implements MetricFactory {
    private static final Setting<String> BY = Setting.text("by", "", "how it fails");

    @Override
    public List<Setting<?>> settings() {
        return List.of(BY);
    }

    @Override
    public Metric create(Settings settings, ComponentContext context) {
        return new Faulty(settings.get(BY));
    }

    private record Faulty(String by) implements Metric {
        @Override
        public Set<Need> needs() {
            if (by.equals("needs")) {
                throw new IllegalStateException("boom");
            }
            return Set.of();
        }

        @Override
        public List<Measurement> measure(Subject subject, RandomStream random) {
            Measurement one = Measurement.lower("one", 1);
            return switch (by) {
                case "error" -> throw new AssertionError("boom");
                case "null-unit" ->
                    List.of(new Measurement(
                            "one", 1, OptionalDouble.empty(), null, Measurement.Better.LOWER, OptionalDouble.empty()));
                case "twice" -> List.of(one, one);
                case "nan" -> List.of(Measurement.lower("one", Double.NaN));
                case "infinite" -> List.of(one, Measurement.lower("two", Double.NEGATIVE_INFINITY));
                case "error-nan" ->
                    List.of(new Measurement(
                            "one",
                            1,
                            OptionalDouble.of(Double.NaN),
                            "1",
                            Measurement.Better.LOWER,
                            OptionalDouble.empty()));
                // exact draws of the test are around 100
                case "floor-nan" ->
                    List.of(Measurement.lower("one", subject.draws().points().get(0, 0) > 50 ? Double.NaN : 1));
                // exact draws of the test are around 100
                case "draws" -> subject.draws().points().get(0, 0) > 50 ? List.of() : List.of(one);
                default -> List.of(one);
            };
        }
    }
}
