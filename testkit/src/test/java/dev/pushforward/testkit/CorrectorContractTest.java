package dev.pushforward.testkit;

import static dev.pushforward.testkit.Contracts.assertBroken;
import static dev.pushforward.testkit.Contracts.assertKept;
import static dev.pushforward.testkit.Contracts.assertOnlyBroken;

import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Each clause of the contract catches a corrector that is wrong in that way. */
class CorrectorContractTest {
    /** One step of random-walk Metropolis, to be made wrong in one method. */
    private static class Walk implements Corrector {
        @Override
        public Correction correct(DensityTarget target, Draws draws, RandomStream random) {
            refuse(target);
            Tensor x = draws.points();
            RandomGenerator generator = random.generator();
            Tensor proposed = propose(target, x, generator);
            double[] before = target.logDensity(x).toDoubleArray();
            double[] after = target.logDensity(proposed).toDoubleArray();
            double[] moved = x.toDoubleArray();
            int d = x.size(1);
            double accepted = 0;
            int inside = 0;
            int stuck = 0;
            for (int i = 0; i < before.length; i++) {
                refuse(before[i], i);
            }
            for (int i = 0; i < before.length; i++) {
                refuse(after[i], i);
                double probability = after[i] == Double.NEGATIVE_INFINITY ? 0 : accept(after[i] - before[i]);
                boolean counted = counts(before[i]);
                accepted += counted ? probability : 0;
                inside += counted ? 1 : 0;
                stuck += probability == 0 && before[i] == Double.NEGATIVE_INFINITY ? 1 : 0;
                if (generator.nextDouble() < probability) {
                    for (int j = 0; j < d; j++) {
                        moved[i * d + j] = proposed.get(i, j);
                    }
                }
            }
            Draws out = new Draws(x.like(moved, x.shape()), weights(draws));
            return new Correction(
                    out,
                    OptionalDouble.of(inside == 0 ? 1 : accepted / inside),
                    0.5,
                    evaluations(before.length),
                    0,
                    stuck,
                    0);
        }

        Optional<Tensor> weights(Draws draws) {
            return draws.logWeights();
        }

        void refuse(double logDensity, int row) {
            if (Double.isNaN(logDensity) || logDensity == Double.POSITIVE_INFINITY) {
                throw new DivergenceException("the log density is " + logDensity + " at row " + row);
            }
        }

        boolean counts(double logDensity) {
            return logDensity != Double.NEGATIVE_INFINITY;
        }

        void refuse(DensityTarget target) {
            Euclidean.require(target, "a walk");
        }

        Tensor propose(DensityTarget target, Tensor x, RandomGenerator generator) {
            return x.add(Tensor.normal(x.dtype(), generator, x.shape()).mul(0.5));
        }

        double accept(double gain) {
            return Math.min(1, Math.exp(gain));
        }

        long evaluations(int n) {
            return 2L * n;
        }
    }

    private static CorrectorContract of(Corrector corrector) {
        return new CorrectorContract() {
            @Override
            protected Corrector create() {
                return corrector;
            }
        };
    }

    @Test
    void aRightCorrectorIsLetPass() {
        assertKept(of(new Walk()));
    }

    @Test
    void weightsLost() {
        assertOnlyBroken(
                of(new Walk() {
                    @Override
                    Optional<Tensor> weights(Draws draws) {
                        return Optional.empty();
                    }
                }),
                "weightsAreKeptOrRefused");
    }

    @Test
    void anySpaceTaken() {
        assertOnlyBroken(
                of(new Walk() {
                    @Override
                    void refuse(DensityTarget target) {
                        // none
                    }
                }),
                "staysOnTheSpaceOrRefusesIt");
    }

    @Test
    void noMetropolisTest() {
        assertBroken(
                of(new Walk() {
                    @Override
                    double accept(double gain) {
                        return 1;
                    }
                }),
                "leavesExactDrawsInvariant");
    }

    @Test
    void temperedMetropolisTest() {
        assertOnlyBroken(
                of(new Walk() {
                    @Override
                    double accept(double gain) {
                        return Math.min(1, Math.exp(0.8 * gain));
                    }
                }),
                "leavesExactDrawsInvariant");
    }

    @Test
    void driftWithoutItsCorrection() {
        assertOnlyBroken(
                of(new Walk() {
                    @Override
                    Tensor propose(DensityTarget target, Tensor x, RandomGenerator generator) {
                        return super.propose(target, x, generator).add(0.2); // a proposal that is not symmetric
                    }
                }),
                "leavesExactDrawsInvariant");
    }

    @Test
    void nothingDone() {
        Corrector idle = (target, draws, random) -> new Correction(draws, OptionalDouble.empty(), 1, 0, 0);
        assertBroken(of(idle), "raisesTheDensityOfDrawsFarOut");
        assertBroken(of(idle), "isDeterminedByItsKey");
        assertBroken(of(idle), "countsEvaluations");
    }

    @Test
    void randomnessOfItsOwn() {
        assertOnlyBroken(
                of(new Walk() {
                    private int calls;

                    @Override
                    public Correction correct(DensityTarget target, Draws draws, RandomStream random) {
                        return super.correct(target, draws, random.split(calls++));
                    }
                }),
                "isDeterminedByItsKey");
    }

    @Test
    void inputWrittenTo() {
        assertBroken(
                of(new Walk() {
                    @Override
                    public Correction correct(DensityTarget target, Draws draws, RandomStream random) {
                        Correction correction = super.correct(target, draws, random);
                        if (draws.count() > 0) {
                            draws.points()
                                    .array()
                                    .assign(correction.draws().points().array());
                        }
                        return correction;
                    }
                }),
                "inputIsNotWrittenTo");
    }

    @Test
    void evaluationsMiscounted() {
        assertOnlyBroken(
                of(new Walk() {
                    @Override
                    long evaluations(int n) {
                        return n;
                    }
                }),
                "countsEvaluations");
    }

    @Test
    void chainsCoupled() {
        assertBroken(
                of(new Walk() {
                    @Override
                    Tensor propose(DensityTarget target, Tensor x, RandomGenerator generator) {
                        return super.propose(target, x, generator).add(x.sum().mul(0));
                    }

                    @Override
                    void refuse(double logDensity, int row) {
                        // nothing
                    }

                    @Override
                    double accept(double gain) {
                        return Double.isNaN(gain) ? 1 : super.accept(gain);
                    }
                }),
                "nanStaysInItsChain");
    }

    @Test
    void nothingToCorrect() {
        assertOnlyBroken(
                of(new Walk() {
                    @Override
                    public Correction correct(DensityTarget target, Draws draws, RandomStream random) {
                        draws.points().get(0);
                        return super.correct(target, draws, random);
                    }
                }),
                "correctsNoneAndOne");
    }

    @Test
    void drawsOutsideTheSupportCounted() {
        assertOnlyBroken(
                of(new Walk() {
                    @Override
                    boolean counts(double logDensity) {
                        return true;
                    }
                }),
                "drawsOutsideTheSupportAreRefusedOrKeptApart");
    }

    @Test
    void infiniteDensityAccepted() {
        var broken = of(new Walk() {
            @Override
            void refuse(double logDensity, int row) {
                // nothing
            }

            @Override
            double accept(double gain) {
                return Double.isNaN(gain) ? 0 : super.accept(gain);
            }
        });
        assertBroken(broken, "drawsWithoutALogDensityAreRefused");
        assertBroken(broken, "aProposalOfInfiniteDensityIsRefused");
    }

    @Test
    void impossibleAcceptanceRate() {
        assertOnlyBroken(
                of((target, draws, random) -> {
                    Correction c = new Walk().correct(target, draws, random);
                    return new Correction(
                            c.draws(),
                            OptionalDouble.of(50),
                            c.stepSize(),
                            c.densityEvaluations(),
                            c.scoreEvaluations(),
                            c.stuck(),
                            0);
                }),
                "keepsShapeAndPrecision");
    }
}
