package dev.pushforward.testkit;

import static dev.pushforward.testkit.Contracts.assertBroken;
import static dev.pushforward.testkit.Contracts.assertKept;
import static dev.pushforward.testkit.Contracts.assertOnlyBroken;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.List;
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
