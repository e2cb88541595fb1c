package my.whole;

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
import java.util.Set;

/** How far the means are apart. */
@Component(name = "offset", summary = "The distance of the means of draws and reference.")
public final class OffsetFactory implements MetricFactory {
    @Override
    public List<Setting<?>> settings() {
        return List.of();
    }

    @Override
    public Metric create(Settings settings, ComponentContext context) {
        return new Metric() {
            @Override
            public Set<Need> needs() {
                return Set.of(Need.REFERENCE);
            }

            @Override
            public List<Measurement> measure(Subject subject, RandomStream random) {
                double square = subject.draws()
                        .points()
                        .mean(0)
                        .sub(subject.reference().points().mean(0))
                        .square()
                        .sum(0)
                        .item();
                return List.of(Measurement.lower("offset", Math.sqrt(square)));
            }
        };
    }
}
