package dev.pushforward.testkit;

import static dev.pushforward.testkit.Contracts.assertBroken;
import static dev.pushforward.testkit.Contracts.assertKept;
import static dev.pushforward.testkit.Contracts.assertOnlyBroken;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.ModalTarget;
import dev.pushforward.core.Space;
import dev.pushforward.core.Target;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Each clause of the contract catches a target that is wrong in that way. */
class TargetContractTest {
    /** A right target, to be made wrong in one method. */
    private static class Right implements DensityTarget, DataTarget, ModalTarget {
        private final KnownTarget target = KnownTarget.TWO_MODES;

        @Override
        public Space space() {
            return target.space();
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return target.logDensity(x);
        }

        @Override
        public OptionalDouble logNormalizer() {
            return target.logNormalizer();
        }

        @Override
        public Tensor draw(int n, RandomStream random) {
            return target.draw(n, random);
        }

        @Override
        public double[] modeWeights() {
            return target.modeWeights();
        }

        @Override
        public int[] modeOf(Tensor x) {
            return target.modeOf(x);
        }
    }

    private static TargetContract of(Target target) {
        return new TargetContract() {
            @Override
            protected Target create() {
                return target;
            }

            @Override
            protected Tensor points() { // whatever the target's own draws are
                return KnownTarget.TWO_MODES.draw(12, RandomStream.of(3));
            }
        };
    }

    @Test
    void aRightTargetIsLetPass() {
        assertKept(of(new Right()));
        assertKept(of((Target) () -> KnownTarget.GAUSSIAN.space()));
    }

    @Test
    void dimension() {
        assertBroken(
                of(new Right() {
                    @Override
                    public int dimension() {
                        return 3;
                    }
                }),
                "dimensionIsThatOfTheSpace");
    }

    @Test
    void precisionChanged() {
        assertOnlyBroken(
                of(new Right() {
                    @Override
                    public Tensor logDensity(Tensor x) {
                        return x.dtype() == DType.FLOAT32
                                ? super.logDensity(x).cast(DType.FLOAT64)
                                : super.logDensity(x);
                    }

                    @Override
                    public Tensor score(Tensor x) {
                        return new Right().score(x);
                    }
                }),
                "valuesHaveOneRowPerPointInThePrecisionOfThePoints");
    }

    @Test
    void cancellationInSinglePrecision() {
        assertOnlyBroken(
                of(new Right() {
                    @Override
                    public Tensor logDensity(Tensor x) {
                        return super.logDensity(x).add(3e5).sub(3e5);
                    }
                }),
                "singlePrecisionAgreesWithDouble");
    }

    @Test
    void scoreOfAnotherSign() {
        assertBroken(
                of(new Right() {
                    @Override
                    public Tensor score(Tensor x) {
                        return super.score(x).neg();
                    }
                }),
                "scoreIsTheGradientOfTheLogDensity");
    }

    @Test
    void scoreThatIsAConstant() {
        assertBroken(
                of(new Right() {
                    @Override
                    public Tensor score(Tensor x) {
                        return super.score(x).detach();
                    }
                }),
                "scoreIsDifferentiable");
    }

    @Test
    void evaluateOfAnotherLogDensity() {
        assertOnlyBroken(
                of(new Right() {
                    @Override
                    public Evaluation evaluate(Tensor x) {
                        Evaluation at = super.evaluate(x);
                        return new Evaluation(at.logDensity().add(1), at.score());
                    }
                }),
                "evaluateGivesTheLogDensityAndTheScore");
    }

    /** A closed form in one of them only: here it is wrong in {@code evaluate}. */
    @Test
    void evaluateOfAnotherScore() {
        assertOnlyBroken(
                of(new Right() {
                    @Override
                    public Tensor score(Tensor x) {
                        return super.evaluate(x).score();
                    }

                    @Override
                    public Evaluation evaluate(Tensor x) {
                        Evaluation at = super.evaluate(x);
                        return new Evaluation(at.logDensity(), at.score().mul(1.01));
                    }
                }),
                "evaluateGivesTheLogDensityAndTheScore");
    }

    @Test
    void evaluateThatIsAConstant() {
        assertOnlyBroken(
                of(new Right() {
                    @Override
                    public Tensor score(Tensor x) {
                        return super.evaluate(x).score();
                    }

                    @Override
                    public Evaluation evaluate(Tensor x) {
                        Evaluation at = super.evaluate(x);
                        return new Evaluation(at.logDensity(), at.score().detach());
                    }
                }),
                "evaluateGivesTheLogDensityAndTheScore");
    }

    @Test
    void rowsThatDependOnEachOther() {
        assertBroken(
                of(new Right() {
                    @Override
                    public Tensor logDensity(Tensor x) {
                        Tensor value = super.logDensity(x);
                        return value.sub(value.detach().mean());
                    }
                }),
                "rowsAreIndependent");
    }

    @Test
    void inputWrittenTo() {
        assertBroken(
                of(new Right() {
                    @Override
                    public Tensor logDensity(Tensor x) {
                        x.array().muli(1 + 1e-12);
                        return super.logDensity(x);
                    }
                }),
                "pointsAreNotWrittenTo");
    }

    @Test
    void nanThatSpreads() {
        assertOnlyBroken(
                of(new Right() {
                    @Override
                    public Tensor logDensity(Tensor x) {
                        return super.logDensity(x).add(x.mul(0).sum());
                    }
                }),
                "nanStaysInItsRow");
    }

    @Test
    void nanThatVanishes() {
        assertOnlyBroken(
                of(new Right() {
                    @Override
                    public Tensor logDensity(Tensor x) {
                        return super.logDensity(Tensor.where(x.equalTo(x), x, Tensor.zeros(x.dtype(), x.shape())));
                    }
                }),
                "nanStaysInItsRow");
    }

    @Test
    void drawsThatIgnoreTheKey() {
        assertBroken(
                of(new Right() {
                    @Override
                    public Tensor draw(int n, RandomStream random) {
                        return super.draw(n, RandomStream.of(1));
                    }
                }),
                "drawsAreDeterminedByTheKey");
    }

    @Test
    void drawsThatRememberTheLastOnes() {
        assertBroken(
                of(new Right() {
                    private int calls;

                    @Override
                    public Tensor draw(int n, RandomStream random) {
                        return super.draw(n, random.split(calls++));
                    }
                }),
                "drawsAreDeterminedByTheKey");
    }

    @Test
    void drawsThatDependOnTheirNumber() {
        assertOnlyBroken(
                of(new Right() {
                    @Override
                    public Tensor draw(int n, RandomStream random) {
                        return super.draw(n, random.split(n));
                    }
                }),
                "drawDoesNotDependOnHowManyAreDrawn");
    }

    @Test
    void drawsThatAreTwoPercentTooWide() {
        assertBroken(
                of(new Right() {
                    @Override
                    public Tensor draw(int n, RandomStream random) {
                        return super.draw(n, random).mul(1.02);
                    }
                }),
                "drawsSatisfySteinIdentities");
    }

    @Test
    void drawsOfWrongWeights() {
        assertBroken(
                of(new Right() {
                    @Override
                    public Tensor draw(int n, RandomStream random) {
                        // the modes exchanged
                        return super.draw(n, random).neg().add(Tensor.of(DType.FLOAT64, new double[] {-1, 1}, 2));
                    }
                }),
                "modeWeightsAgreeWithDraws");
    }

    @Test
    void normalizerOfAnotherDensity() {
        assertOnlyBroken(
                of(new Right() {
                    @Override
                    public OptionalDouble logNormalizer() {
                        return OptionalDouble.of(0.3);
                    }
                }),
                "normalizerAgreesWithDraws");
    }

    @Test
    void weightsExchanged() {
        assertOnlyBroken(
                of(new Right() {
                    @Override
                    public double[] modeWeights() {
                        return new double[] {0.7, 0.3};
                    }
                }),
                "modeWeightsAgreeWithDraws");
    }

    @Test
    void weightsThatDoNotSumToOne() {
        assertOnlyBroken(
                of(new Right() {
                    @Override
                    public double[] modeWeights() {
                        return new double[] {0.3, 0.7, 1e-3};
                    }
                }),
                "modeWeightsAgreeWithDraws");
    }

    /** A method that squares the score would take the square of one minibatch's. */
    @Test
    void minibatchesThatAreNotSaid() {
        assertOnlyBroken(
                of(new Right() {
                    @Override
                    public DensityTarget minibatch(RandomStream random) {
                        double noise = random.generator().nextGaussian();
                        return new Right() {
                            @Override
                            public Tensor logDensity(Tensor x) {
                                return super.logDensity(x).add(x.column(0).mul(noise));
                            }
                        };
                    }
                }),
                "minibatchesAreUnbiased");
    }

    @Test
    void minibatchesThatAreNone() {
        assertOnlyBroken(
                of(new Right() {
                    @Override
                    public boolean hasMinibatches() {
                        return true;
                    }
                }),
                "minibatchesAreUnbiased");
    }

    @Test
    void minibatchesThatPullAside() {
        assertOnlyBroken(
                of(new Right() {
                    @Override
                    public boolean hasMinibatches() {
                        return true;
                    }

                    @Override
                    public DensityTarget minibatch(RandomStream random) {
                        double noise = 0.1 * random.generator().nextGaussian();
                        return new Right() {
                            @Override
                            public Tensor logDensity(Tensor x) {
                                return super.logDensity(x).add(x.column(0).mul(noise + 0.05));
                            }
                        };
                    }
                }),
                "minibatchesAreUnbiased");
    }

    @Test
    void minibatchesThatOnlyTremble() {
        assertKept(of(new Right() {
            @Override
            public boolean hasMinibatches() {
                return true;
            }

            @Override
            public DensityTarget minibatch(RandomStream random) {
                double noise = random.generator().nextGaussian();
                return new Right() {
                    @Override
                    public Tensor logDensity(Tensor x) {
                        return super.logDensity(x).add(x.column(0).mul(noise));
                    }
                };
            }
        }));
    }

    /** Points without a density, of which some are held out. */
    private static class Rows implements DataTarget {
        final Tensor rows = KnownTarget.GAUSSIAN.draw(100, RandomStream.of(8));

        @Override
        public Space space() {
            return KnownTarget.GAUSSIAN.space();
        }

        @Override
        public Tensor draw(int n, RandomStream random) {
            return rows.gather(random.generator().ints(n, 20, 100).toArray());
        }

        @Override
        public Optional<Tensor> heldOutRows() {
            return Optional.of(rows.slice(0, 0, 20));
        }
    }

    @Test
    void aDataSetIsLetPass() {
        assertKept(of(new Rows()));
    }

    @Test
    void heldOutRowsThatAreTrainedOn() {
        assertOnlyBroken(
                of(new Rows() {
                    @Override
                    public Tensor draw(int n, RandomStream random) {
                        return rows.gather(random.generator().ints(n, 0, 100).toArray());
                    }
                }),
                "heldOutRowsAreNotDrawn");
    }

    @Test
    void heldOutRowsThatAreOthersEachTime() {
        assertOnlyBroken(
                of(new Rows() {
                    private int calls;

                    @Override
                    public Optional<Tensor> heldOutRows() {
                        calls++;
                        return Optional.of(rows.slice(0, calls % 2, 19 + calls % 2));
                    }
                }),
                "heldOutRowsAreNotDrawn");
    }
}
