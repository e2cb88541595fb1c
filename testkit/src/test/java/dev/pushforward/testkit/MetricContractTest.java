package dev.pushforward.testkit;

import static dev.pushforward.testkit.Contracts.assertBroken;
import static dev.pushforward.testkit.Contracts.assertKept;
import static dev.pushforward.testkit.Contracts.assertOnlyBroken;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each clause of the contract catches a metric that is wrong in that way. */
class MetricContractTest {
    /** The distance of the means and the mean log density, to be made wrong in one method. */
    private static class Means implements Metric {
        @Override
        public Set<Need> needs() {
            return Set.of(Need.REFERENCE, Need.DENSITY);
        }

        @Override
        public List<Measurement> measure(Subject subject, RandomStream random) {
            check(subject);
            Tensor gap = subject.draws()
                    .points()
                    .mean(0)
                    .sub(subject.reference().points().mean(0));
            return List.of(
                    Measurement.lower(name(), value(Math.sqrt(gap.square().sum().item()))));
        }

        void check(Subject subject) {
            if (!(subject.target() instanceof DensityTarget)
                    || subject.reference().count() == 0) {
                throw new IllegalArgumentException("needs a density and a reference");
            }
            if (subject.draws().logWeights().isPresent()) {
                throw new IllegalArgumentException("does not take weighted draws");
            }
            Tensor x = subject.draws().points();
            for (int i = 0; i < x.size(0); i++) {
                if (!x.row(i).isFinite()) {
                    throw new IllegalArgumentException("draw " + i + " is not finite");
                }
            }
        }

        String name() {
            return "distance-of-means";
        }

        double value(double distance) {
            return distance;
        }
    }

    private static MetricContract of(Metric metric) {
        return new MetricContract() {
            @Override
            protected Metric create() {
                return metric;
            }
        };
    }

    @Test
    void aRightMetricIsLetPass() {
        assertKept(of(new Means()));
    }

    @Test
    void wrongDirection() {
        assertOnlyBroken(
                of(new Means() {
                    @Override
                    double value(double distance) {
                        return 10 - distance;
                    }
                }),
                "exactDrawsAreBetterThanWrongOnes");
    }

    @Test
    void blindMetric() {
        assertOnlyBroken(
                of(new Means() {
                    @Override
                    double value(double distance) {
                        return 0;
                    }
                }),
                "exactDrawsAreBetterThanWrongOnes");
    }

    @Test
    void randomnessOfItsOwn() {
        assertOnlyBroken(
                of(new Means() {
                    private int calls;

                    @Override
                    double value(double distance) {
                        return distance + 1e-9 * calls++;
                    }
                }),
                "isDeterminedByItsKey");
    }

    @Test
    void notFiniteOrNotNamed() {
        assertOnlyBroken(
                of(new Means() {
                    @Override
                    String name() {
                        return "Distance of means";
                    }
                }),
                "measurementsAreNamedAndFinite");
        assertBroken(
                of(new Means() {
                    @Override
                    double value(double distance) {
                        return Double.NaN;
                    }
                }),
                "measurementsAreNamedAndFinite");
    }

    @Test
    void inputWrittenTo() {
        assertBroken(
                of(new Means() {
                    @Override
                    public List<Measurement> measure(Subject subject, RandomStream random) {
                        List<Measurement> measured = super.measure(subject, random);
                        subject.reference().points().array().muli(2);
                        return measured;
                    }
                }),
                "inputIsNotWrittenTo");
    }

    @Test
    void nothingChecked() {
        var careless = new Means() {
            @Override
            void check(Subject subject) {}
        };
        assertBroken(of(careless), "nonFiniteDrawsAreRefused");
        assertBroken(of(careless), "targetWithoutWhatIsNeededIsRefused");
        assertBroken(of(careless), "missingReferenceIsRefusedWhereItIsNeeded");
    }

    /** Weighs by {@code exp(l - largest)}, self-normalised. */
    private static class WeightedMeans extends Means {
        @Override
        public List<Measurement> measure(Subject subject, RandomStream random) {
            super.check(subject.with(Draws.of(subject.draws().points())));
            double[] w = weights(subject.draws());
            Tensor mean = Tensor.of(DType.FLOAT64, w, 1, w.length)
                    .matmul(subject.draws().points().cast(DType.FLOAT64));
            Tensor gap = mean.row(0)
                    .sub(subject.reference().points().cast(DType.FLOAT64).mean(0));
            return List.of(
                    Measurement.lower(name(), Math.sqrt(gap.square().sum().item())));
        }

        double[] weights(Draws draws) {
            return draws.normalizedWeights();
        }
    }

    @Test
    void aMetricThatWeighsIsLetPass() {
        assertKept(of(new WeightedMeans()));
    }

    @Test
    void weightsIgnored() {
        assertBroken(
                of(new WeightedMeans() {
                    @Override
                    double[] weights(Draws draws) {
                        return super.weights(Draws.of(draws.points()));
                    }
                }),
                "weightsCountOrAreRefused");
    }

    @Test
    void weightsThatAreNotNormalized() {
        assertBroken(
                of(new WeightedMeans() {
                    @Override
                    double[] weights(Draws draws) {
                        double[] w = super.weights(draws);
                        double scale = draws.logWeights().isPresent()
                                ? Math.exp(
                                        0.001 * draws.logWeights().orElseThrow().get(0))
                                : 1;
                        return Arrays.stream(w).map(v -> v * scale).toArray();
                    }
                }),
                "weightsCountOrAreRefused");
    }

    @Test
    void aWeightThatIsNoneWithoutAWord() {
        assertOnlyBroken(
                of(new WeightedMeans() {
                    @Override
                    double[] weights(Draws draws) {
                        double[] logs =
                                draws.logWeights().map(Tensor::toDoubleArray).orElse(new double[draws.count()]);
                        double[] finite = Arrays.stream(logs)
                                .map(l -> Double.isFinite(l) ? l : 0)
                                .toArray();
                        return Draws.weighted(draws.points(), Tensor.of(DType.FLOAT64, finite, finite.length))
                                .normalizedWeights();
                    }
                }),
                "weightsThatAreNoneAreRefused");
    }

    /** The mean log weight, a lower bound of the log normaliser 0. */
    private static class MeanLogWeight implements Metric {
        @Override
        public Set<Need> needs() {
            return Set.of(Need.WEIGHTS);
        }

        @Override
        public List<Measurement> measure(Subject subject, RandomStream random) {
            Draws draws = subject.draws();
            new Means().check(subject.with(Draws.of(draws.points())));
            draws.normalizedWeights();
            double[] logs = draws.logWeights().orElseThrow().toDoubleArray();
            double mean = Arrays.stream(logs).average().orElseThrow();
            return List.of(Measurement.lowerBound("elbo", sign() * mean, 0.1, "nats", OptionalDouble.of(0)));
        }

        double sign() {
            return 1;
        }
    }

    @Test
    void aMetricOfTheWeightsIsLetPass() {
        assertKept(of(new MeanLogWeight()));
    }

    @Test
    void aMetricOfTheWeightsInTheWrongDirection() {
        assertOnlyBroken(
                of(new MeanLogWeight() {
                    @Override
                    double sign() {
                        return -1;
                    }
                }),
                "exactDrawsAreBetterThanWrongOnes");
    }

    @Test
    void aBoundWithoutAStandardError() {
        assertOnlyBroken(
                of(new Means() {
                    @Override
                    public List<Measurement> measure(Subject subject, RandomStream random) {
                        Measurement m = super.measure(subject, random).getFirst();
                        return List.of(new Measurement(
                                m.name(),
                                m.value(),
                                m.standardError(),
                                m.unit(),
                                m.better(),
                                Measurement.Bound.UPPER_BOUND,
                                m.truth()));
                    }
                }),
                "measurementsAreNamedAndFinite");
    }

    @Test
    void badRowNotNamed() {
        assertOnlyBroken(
                of(new Means() {
                    @Override
                    void check(Subject subject) {
                        if (!subject.draws().points().isFinite()) {
                            throw new IllegalArgumentException("a draw is not finite");
                        }
                        super.check(subject);
                    }
                }),
                "nonFiniteDrawsAreRefused");
    }

    @Test
    void divisionByOneLess() {
        assertOnlyBroken(
                of(new Means() {
                    @Override
                    public List<Measurement> measure(Subject subject, RandomStream random) {
                        Measurement m = super.measure(subject, random).getFirst();
                        int n = subject.draws().count();
                        return List.of(Measurement.lower(m.name(), m.value() * n / (n - 1)));
                    }
                }),
                "aSingleDrawIsMeasuredOrRefused");
    }
}
