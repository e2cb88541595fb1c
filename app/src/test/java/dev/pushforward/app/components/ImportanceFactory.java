package dev.pushforward.app.components;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.SelfCheck;
import dev.pushforward.core.SelfChecks;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.WeighingSampler;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ImplicitSamplerFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Importance sampling by a normal law that is wrong on purpose. */
@Component(name = "test-importance", summary = "Weighted draws of a normal law.")
public final class ImportanceFactory implements ImplicitSamplerFactory {
    private static final Setting<Double> MEAN = Setting.real("mean", 0, -100, 100, "of every coordinate");
    private static final Setting<Double> WIDTH = Setting.positive("width", 2, "standard deviation of every coordinate");
    private static final Setting<Double> BAD =
            Setting.real("bad", 1e300, -1e300, 1e300, "log weights are NaN where the first coordinate is above");

    private static final Setting<Boolean> CHECKS =
            Setting.truth("checks", false, "whether it knows its evidence lower bound and a loss");

    @Override
    public List<Setting<?>> settings() {
        return List.of(MEAN, WIDTH, BAD, CHECKS);
    }

    @Override
    public ImplicitSampler create(Settings settings, ComponentContext context) {
        return new ImplicitSampler() {
            @Override
            public Training start(Target target, RandomStream random) {
                return new Importance(DensityTarget.of(target, "importance sampling"), settings, context.compute());
            }

            @Override
            public boolean weighted() {
                return true;
            }
        };
    }

    /** The mean log weight, a lower bound of the log normaliser, and a number that is no bound. */
    private record Checks(Importance sampler) implements SelfChecks {
        @Override
        public List<SelfCheck> done() {
            return List.of(fresh(RandomStream.of(4)));
        }

        @Override
        public Optional<SelfCheck> selected() {
            return Optional.empty();
        }

        @Override
        public SelfCheck fresh(RandomStream random) {
            double[] logs = sampler.draw(500, random).logWeights().orElseThrow().toDoubleArray();
            double mean = Arrays.stream(logs).average().orElseThrow();
            return new SelfCheck(
                    0,
                    500,
                    List.of(
                            Measurement.lowerBound(
                                    "elbo", mean, 0.25, "nats", sampler.target().logNormalizer()),
                            Measurement.lower("loss", 1.5)));
        }
    }

    private record Importance(DensityTarget target, Settings settings, Compute compute)
            implements Training, WeighingSampler {
        @Override
        public Draws draw(int n, RandomStream random) {
            Tensor x = Tensor.normal(compute.dtype(), random.generator(), n, target.dimension())
                    .mul(settings.get(WIDTH))
                    .add(settings.get(MEAN));
            return Draws.weighted(x, reverseLogWeights(x, random));
        }

        @Override
        public Tensor reverseLogWeights(Tensor x, RandomStream random) {
            double width = settings.get(WIDTH);
            double constant = target.dimension() * Math.log(width * Math.sqrt(2 * Math.PI));
            Tensor log = x.sub(settings.get(MEAN))
                    .div(width)
                    .square()
                    .sum(1)
                    .mul(-0.5)
                    .sub(constant);
            double[] weights = target.logDensity(x).sub(log).toDoubleArray();
            for (int i = 0; i < weights.length; i++) {
                weights[i] = x.get(i, 0) > settings.get(BAD) ? Double.NaN : weights[i];
            }
            return x.like(weights, weights.length);
        }

        @Override
        public StepInfo step() {
            throw new IllegalStateException("there is nothing to train");
        }

        @Override
        public long iteration() {
            return 0;
        }

        @Override
        public long iterations() {
            return 0;
        }

        @Override
        public TrainedSampler sampler() {
            return this;
        }

        @Override
        public Optional<SelfChecks> checks() {
            return settings.get(CHECKS) ? Optional.of(new Checks(this)) : Optional.empty();
        }

        @Override
        public State state() {
            return State.empty().with("iteration", 0);
        }

        @Override
        public void restore(State state) {
            state.counter("iteration");
        }

        @Override
        public void close() {}
    }
}
