package dev.pushforward.samplers.baselines;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.function.ToDoubleBiFunction;
import org.junit.jupiter.api.Test;

class SteinKernelTest {
    /** Points and scores of the normal law with mean (-1, 1) and precision [[3, -0.5], [-0.5, 1]]. */
    private static final Tensor X = Tensor.of(DType.FLOAT64, new double[] {0, 0, 1, 0.5, -0.5, 0.25, 0.5, -0.25}, 4, 2);

    private static final Tensor S = score(X);

    static Tensor score(Tensor x) {
        Tensor mean = x.like(new double[] {-1, 1}, 2);
        return x.sub(mean).matmul(x.like(new double[] {-3, 0.5, 0.5, -1}, 2, 2));
    }

    /** The published definition of the discrepancy whose square this is: SGMCMCJax's, with its inverse multiquadric. */
    @Test
    void meanIsTheSquareOfTheDiscrepancy() {
        assertEquals(16.156524306345762, SteinKernel.IMQ.matrix(X, S, S).mean().item(), 1e-12);
    }

    /** Against the definition, with derivatives of the base kernel by central differences. */
    @Test
    void isTheSteinKernelOfItsBaseKernel() {
        compare(SteinKernel.RBF, (a, b) -> Math.exp(-squared(a, b) / 2));
        compare(SteinKernel.IMQ, (a, b) -> 1 / Math.sqrt(1 + squared(a, b)));
    }

    /** Minus n times the derivative of the mean by each coordinate, by central differences. */
    @Test
    void descentIsThatOfTheMean() {
        Tensor descent = SteinKernel.RBF.descent(new SteinGanTest.Normal(), X, RandomStream.of(1));
        double h = 1e-5;
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 2; j++) {
                assertEquals(
                        -4 * (mean(i, j, h) - mean(i, j, -h)) / (2 * h),
                        descent.get(i, j),
                        1e-8,
                        "point " + i + ", coordinate " + j);
            }
        }
    }

    /**
     * Over all pairs of minibatches, whose scores tremble by 2 x, the mean is that of the whole; of one used twice it
     * is not.
     */
    @Test
    void twoMinibatchesAreUnbiased() {
        for (SteinKernel kernel : SteinKernel.values()) {
            double two = 0;
            double one = 0;
            for (int first : new int[] {-2, 2}) {
                Tensor s = S.add(X.mul(first));
                one += kernel.matrix(X, s, s).mean().item() / 2;
                for (int second : new int[] {-2, 2}) {
                    two += kernel.matrix(X, s, S.add(X.mul(second))).mean().item() / 4;
                }
            }
            double truth = kernel.matrix(X, S, S).mean().item();
            assertEquals(truth, two, 1e-12, kernel.toString());
            assertTrue(one > truth + 0.1, kernel + ": " + one + " against " + truth);
        }
    }

    private static double mean(int i, int j, double h) {
        double[] x = X.toDoubleArray();
        x[2 * i + j] += h;
        Tensor moved = Tensor.of(DType.FLOAT64, x, 4, 2);
        return SteinKernel.RBF.matrix(moved, score(moved), score(moved)).mean().item();
    }

    private static void compare(SteinKernel kernel, ToDoubleBiFunction<double[], double[]> k) {
        Tensor matrix = kernel.matrix(X, S, S);
        for (int i = 0; i < 4; i++) {
            for (int j = 0; j < 4; j++) {
                double[] a = X.row(i).toDoubleArray();
                double[] b = X.row(j).toDoubleArray();
                double expected = 0;
                for (int c = 0; c < 2; c++) {
                    double first = difference(k, a, b, c, -1);
                    double second = difference(k, a, b, -1, c);
                    double h = 1e-4;
                    double both = (difference(k, moved(a, c, h), b, -1, c) - difference(k, moved(a, c, -h), b, -1, c))
                            / (2 * h);
                    expected += S.get(i, c) * S.get(j, c) * k.applyAsDouble(a, b)
                            + S.get(i, c) * second
                            + S.get(j, c) * first
                            + both;
                }
                assertEquals(expected, matrix.get(i, j), 1e-6, kernel + " of points " + i + " and " + j);
            }
        }
    }

    /** The derivative by coordinate i of a or j of b, whichever is not negative. */
    private static double difference(ToDoubleBiFunction<double[], double[]> k, double[] a, double[] b, int i, int j) {
        double h = 1e-5;
        return (k.applyAsDouble(moved(a, i, h), moved(b, j, h)) - k.applyAsDouble(moved(a, i, -h), moved(b, j, -h)))
                / (2 * h);
    }

    private static double[] moved(double[] x, int i, double h) {
        double[] y = x.clone();
        if (i >= 0) {
            y[i] += h;
        }
        return y;
    }

    private static double squared(double[] a, double[] b) {
        return Math.pow(a[0] - b[0], 2) + Math.pow(a[1] - b[1], 2);
    }
}
