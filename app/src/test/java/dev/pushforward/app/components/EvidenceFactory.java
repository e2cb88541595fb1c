package dev.pushforward.app.components;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.WeighingSampler;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.MetricFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** The mean log weights of draws, and of exact draws: a lower and an upper bound of the log normaliser. */
@Component(name = "test-evidence", summary = "Bounds of the log normaliser.")
public final class EvidenceFactory implements MetricFactory {
    private static final Setting<Double> WRONG = Setting.real("wrong", 0, -100, 100, "is added to the lower bound");

    @Override
    public List<Setting<?>> settings() {
        return List.of(WRONG);
    }

    @Override
    public Metric create(Settings settings, ComponentContext context) {
        double wrong = settings.get(WRONG);
        return new Metric() {
            @Override
            public Set<Need> needs() {
                return Set.of(Need.DENSITY, Need.REFERENCE, Need.WEIGHTS);
            }

            @Override
            public List<Measurement> measure(Subject subject, RandomStream random) {
                OptionalDouble truth = ((DensityTarget) subject.target()).logNormalizer();
                double[] down = subject.draws().logWeights().orElseThrow().toDoubleArray();
                double[] up = ((WeighingSampler) subject.sampler().orElseThrow())
                        .reverseLogWeights(subject.reference().points(), random)
                        .toDoubleArray();
                return List.of(
                        Measurement.lowerBound("elbo", mean(down) + wrong, error(down), "nats", truth),
                        Measurement.upperBound("eubo", mean(up), error(up), "nats", truth));
            }
        };
    }

    private static double mean(double[] values) {
        return Arrays.stream(values).average().orElseThrow();
    }

    private static double error(double[] values) {
        double mean = mean(values);
        double squares = Arrays.stream(values).map(v -> (v - mean) * (v - mean)).sum();
        return Math.sqrt(squares / (values.length - 1) / values.length);
    }
}
