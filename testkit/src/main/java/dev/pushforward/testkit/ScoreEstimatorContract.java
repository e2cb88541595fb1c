package dev.pushforward.testkit;

import static dev.pushforward.testkit.TensorAssertions.assertClose;
import static dev.pushforward.testkit.TensorAssertions.assertSameBits;
import static dev.pushforward.testkit.TensorAssertions.assertSameState;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Estimation;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What every score estimator must do: come nearer to the score of the law it is fitted to; be determined by its key,
 * bit for bit, for 1 and 2 threads; go on from a saved state as if it had never stopped; give a score that is
 * differentiable in x. The law is a correlated Gaussian, convolved with whatever noise the method adds.
 */
public abstract class ScoreEstimatorContract {
    private static final RandomStream KEY = RandomStream.of(31_337);
    private static final int BATCH = 256;

    /** For subclasses. */
    protected ScoreEstimatorContract() {}

    /**
     * The estimator under test, with networks of a few tens of units and a learning rate that learns in {@link #fits}
     * steps.
     */
    protected abstract ScoreEstimator create(Compute compute);

    /** Steps after which the squared error must have halved. */
    protected int fits() {
        return 300;
    }

    @Test
    public void comesNearerToTheScore() {
        try (Estimation estimation = start(DType.FLOAT32, 2)) {
            double before = error(estimation);
            for (int t = 0; t < fits(); t++) {
                fit(estimation, t);
            }
            double after = error(estimation);
            assertTrue(
                    after < 0.5 * before,
                    "mean squared error of the score: " + before + " before, " + after + " after " + fits() + " fits");
        }
    }

    @Test
    public void isDeterminedByItsKeyForAnyNumberOfThreads() {
        try (Estimation one = start(DType.FLOAT32, 1);
                Estimation again = start(DType.FLOAT32, 1);
                Estimation two = start(DType.FLOAT32, 2)) {
            for (int t = 0; t < 5; t++) {
                StepInfo info = fit(one, t);
                assertEquals(info, fit(again, t), "report of fit " + t);
                assertEquals(info, fit(two, t), "report of fit " + t + " on two threads");
                info.values().forEach((name, value) -> assertTrue(Double.isFinite(value), name + " = " + value));
            }
            assertSameState("state after five fits", one.state(), again.state());
            assertSameState("state after five fits on two threads", one.state(), two.state());
        }
    }

    @Test
    public void goesOnFromASavedState() {
        try (Estimation whole = start(DType.FLOAT32, 1);
                Estimation resumed = start(DType.FLOAT32, 1)) {
            for (int t = 0; t < 3; t++) {
                fit(whole, t);
            }
            State saved = whole.state();
            Map<String, double[]> before = values(saved);
            for (int t = 3; t < 6; t++) {
                fit(whole, t);
            }
            Map<String, double[]> after = values(saved);
            before.forEach((name, value) -> assertArrayEquals(
                    value, after.get(name), "a saved state must be a copy: " + name + " has changed"));
            fit(resumed, 77); // anything: all of it must be forgotten
            resumed.restore(saved);
            assertSameState("the state restored", saved, resumed.state());
            for (int t = 3; t < 6; t++) {
                fit(resumed, t);
            }
            assertSameState("three fits after restoring", whole.state(), resumed.state());
        }
    }

    @Test
    public void foreignStateIsRefused() {
        try (Estimation estimation = start(DType.FLOAT32, 1)) {
            assertThrows(IllegalArgumentException.class, () -> estimation.restore(State.empty()));
        }
    }

    @Test
    public void scoreIsDifferentiable() {
        try (Estimation estimation = start(DType.FLOAT64, 1)) {
            estimation.fit(batch(0, DType.FLOAT64), KEY.split("fit"));
            Tensor x = KnownTarget.GAUSSIAN.draw(10, KEY.split("points"));
            Tensor v = Tensor.normal(DType.FLOAT64, KEY.split("direction").generator(), 10, 2);
            Tensor at = x.tracked();
            Tensor score = estimation.score(at);
            assertArrayEquals(x.shape(), score.shape(), "shape of the score");
            assertEquals(DType.FLOAT64, score.dtype(), "precision of the score");
            Tensor expected = FiniteDifferences.along(estimation::score, x, v);
            assertClose("directional derivative against differences", expected, Gradient.jvp(score, at, v), 1e-5);
        }
    }

    @Test
    public void evaluatingChangesNothing() {
        try (Estimation estimation = start(DType.FLOAT32, 1)) {
            fit(estimation, 0);
            State before = estimation.state();
            Tensor x = KnownTarget.GAUSSIAN.draw(10, KEY.split("points")).cast(DType.FLOAT32);
            Tensor kept = x.kept();
            Tensor score = estimation.score(x);
            assertFalse(
                    score.isTracked(),
                    "the score at a constant is a constant: parameters of the estimate are not variables of it");
            assertSameBits("score evaluated twice", score, estimation.score(x));
            assertSameState("state after evaluating", before, estimation.state());
            assertSameBits("the points", kept, x);
        }
    }

    @Test
    public void drawsAreNotWrittenTo() {
        try (Estimation estimation = start(DType.FLOAT32, 1)) {
            Tensor draws = batch(0, DType.FLOAT32);
            Tensor before = draws.kept();
            estimation.fit(draws, KEY.split("fit").split(0));
            assertSameBits("the draws", before, draws);
        }
    }

    @Test
    public void smoothingIsANumber() {
        try (Estimation estimation = start(DType.FLOAT32, 1)) {
            assertTrue(
                    estimation.smoothing() >= 0 && Double.isFinite(estimation.smoothing()),
                    "smoothing " + estimation.smoothing());
        }
    }

    private Estimation start(DType dtype, int threads) {
        return create(new Compute(dtype, Workers.of(threads))).start(KnownTarget.GAUSSIAN.space(), KEY.split("start"));
    }

    private static StepInfo fit(Estimation estimation, int t) {
        return estimation.fit(batch(t, DType.FLOAT32), KEY.split("fit").split(t));
    }

    private static Tensor batch(int t, DType dtype) {
        return KnownTarget.GAUSSIAN.draw(BATCH, KEY.split("batch").split(t)).cast(dtype);
    }

    /**
     * Against the score of the Gaussian of {@link KnownTarget#GAUSSIAN} convolved with the estimation's noise, over its
     * draws.
     */
    private static double error(Estimation estimation) {
        double noise = estimation.smoothing() * estimation.smoothing();
        double a = 0.64 + noise; // covariance of (x, y)
        double b = 0.96;
        double c = 1.69 + noise;
        double determinant = a * c - b * b;
        int n = 1000;
        Tensor x = KnownTarget.GAUSSIAN.draw(n, KEY.split("test"));
        Tensor estimate = estimation.score(x.cast(DType.FLOAT32));
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double u = x.get(i, 0) - 1;
            double v = x.get(i, 1) - 0.5;
            double du = estimate.get(i, 0) + (c * u - b * v) / determinant;
            double dv = estimate.get(i, 1) + (a * v - b * u) / determinant;
            sum += du * du + dv * dv;
        }
        return sum / n;
    }

    private static Map<String, double[]> values(State state) {
        var values = new LinkedHashMap<String, double[]>();
        state.tensors().forEach((name, tensor) -> values.put(name, tensor.toDoubleArray()));
        return values;
    }
}
