package dev.pushforward.testkit;

import static dev.pushforward.testkit.Contracts.assertBroken;
import static dev.pushforward.testkit.Contracts.assertKept;
import static dev.pushforward.testkit.Contracts.assertOnlyBroken;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Estimation;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

/** Each clause of the contract catches an estimator that is wrong in that way. */
class ScoreEstimatorContractTest {
    private static int calls;

    /** The score of the Gaussian of moving means and second moments, to be made wrong in one method. */
    private static class Moments implements Estimation {
        final Compute compute;
        Tensor mean;
        Tensor second;

        Moments(Compute compute) {
            this.compute = compute;
            this.mean = Tensor.zeros(compute.dtype(), 2);
            this.second = Tensor.of(compute.dtype(), new double[] {1, 0, 0, 1}, 2, 2);
        }

        @Override
        public StepInfo fit(Tensor draws, RandomStream random) {
            int n = draws.size(0);
            double rate = rate(random);
            mean = mean.mul(1 - rate).add(draws.mean(0).mul(rate));
            second = second.mul(1 - rate).add(draws.transposedMatmul(draws).mul(rate / n));
            return StepInfo.of("mean", mean.get(0));
        }

        double rate(RandomStream random) {
            return 0.05 + 0.01 * random.generator().nextDouble();
        }

        @Override
        public Tensor score(Tensor x) {
            double m0 = mean.get(0);
            double m1 = mean.get(1);
            double a = second.get(0, 0) - m0 * m0;
            double b = second.get(0, 1) - m0 * m1;
            double c = second.get(1, 1) - m1 * m1;
            double determinant = a * c - b * b;
            Tensor precision =
                    x.like(new double[] {-c / determinant, b / determinant, b / determinant, -a / determinant}, 2, 2);
            return x.sub(mean).matmul(precision);
        }

        @Override
        public double smoothing() {
            return 0;
        }

        @Override
        public State state() {
            return State.empty().with("mean", mean.kept()).with("second", second.kept());
        }

        @Override
        public void restore(State state) {
            mean = state.tensor("mean").kept();
            second = state.tensor("second").kept();
        }

        @Override
        public void close() {}
    }

    private static ScoreEstimatorContract of(Function<Compute, Estimation> estimation) {
        return new ScoreEstimatorContract() {
            @Override
            protected ScoreEstimator create(Compute compute) {
                return (space, random) -> estimation.apply(compute);
            }
        };
    }

    @Test
    void aRightEstimatorIsLetPass() {
        assertKept(of(Moments::new));
    }

    @Test
    void scoreOfAnotherSign() {
        assertBroken(
                of(compute -> new Moments(compute) {
                    @Override
                    public Tensor score(Tensor x) {
                        return super.score(x).neg();
                    }
                }),
                "comesNearerToTheScore");
    }

    @Test
    void randomnessOfItsOwn() {
        assertBroken(
                of(compute -> new Moments(compute) {
                    @Override
                    double rate(RandomStream random) {
                        return 0.05 + 1e-4 * (calls++ % 7);
                    }
                }),
                "isDeterminedByItsKeyForAnyNumberOfThreads");
    }

    @Test
    void threadsThatChangeTheResult() {
        assertOnlyBroken(
                of(compute -> new Moments(compute) {
                    @Override
                    double rate(RandomStream random) {
                        return 0.05 * compute.workers().threads();
                    }
                }),
                "isDeterminedByItsKeyForAnyNumberOfThreads");
    }

    @Test
    void momentForgottenInTheState() {
        assertBroken(
                of(compute -> new Moments(compute) {
                    private double rate = 0.05;

                    @Override
                    double rate(RandomStream random) {
                        return rate *= 0.99;
                    }
                }),
                "goesOnFromASavedState");
    }

    @Test
    void stateThatIsNoCopy() {
        assertOnlyBroken(
                of(compute -> new Moments(compute) {
                    @Override
                    public StepInfo fit(Tensor draws, RandomStream random) {
                        mean.array().muli(0.95).addi(draws.mean(0).array().mul(0.05));
                        return super.fit(draws, random);
                    }

                    @Override
                    public State state() {
                        return State.empty().with("mean", mean).with("second", second);
                    }
                }),
                "goesOnFromASavedState");
    }

    @Test
    void foreignStateTakenForItsOwn() {
        assertOnlyBroken(
                of(compute -> new Moments(compute) {
                    @Override
                    public void restore(State state) {
                        if (!state.tensors().isEmpty()) {
                            super.restore(state);
                        }
                    }
                }),
                "foreignStateIsRefused");
    }

    @Test
    void scoreThatIsAConstant() {
        assertOnlyBroken(
                of(compute -> new Moments(compute) {
                    @Override
                    public Tensor score(Tensor x) {
                        return super.score(x).detach();
                    }
                }),
                "scoreIsDifferentiable");
    }

    @Test
    void precisionChanged() {
        assertBroken(
                of(compute -> new Moments(new Compute(DType.FLOAT32, compute.workers())) {
                    @Override
                    public StepInfo fit(Tensor draws, RandomStream random) {
                        return super.fit(draws.cast(DType.FLOAT32), random);
                    }

                    @Override
                    public Tensor score(Tensor x) {
                        return super.score(x.cast(DType.FLOAT32));
                    }
                }),
                "scoreIsDifferentiable");
    }

    @Test
    void evaluatingThatLearns() {
        assertBroken(
                of(compute -> new Moments(compute) {
                    @Override
                    public Tensor score(Tensor x) {
                        Tensor score = super.score(x);
                        second = second.mul(1 + 1e-5);
                        return score;
                    }
                }),
                "evaluatingChangesNothing");
    }

    @Test
    void inputWrittenTo() {
        assertBroken(
                of(compute -> new Moments(compute) {
                    @Override
                    public StepInfo fit(Tensor draws, RandomStream random) {
                        draws.array().addi(1);
                        return super.fit(draws, random);
                    }
                }),
                "drawsAreNotWrittenTo");
    }

    @Test
    void smoothingUnknown() {
        assertBroken(
                of(compute -> new Moments(compute) {
                    @Override
                    public double smoothing() {
                        return Double.NaN;
                    }
                }),
                "smoothingIsANumber");
    }
}
