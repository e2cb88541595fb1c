package dev.pushforward.tensor.kernel;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/**
 * In both precisions, hence both kernels: a choice by mask takes each element from its own place, and NaN goes through.
 */
class NanAndSelectTest {
    private static void check(UnaryOperator<Tensor> f, double... expected) {
        for (DType dtype : DType.values()) {
            Tensor x = Tensor.of(dtype, new double[] {0.5, Double.NaN, -2, 3, 1, Double.POSITIVE_INFINITY}, 3, 2);
            assertArrayEquals(expected, f.apply(x).toDoubleArray(), 1e-6, dtype.toString());
        }
    }

    @Test
    void where() {
        double nan = Double.NaN;
        double[] mask = {1, 1, 0, 0, 1, 0};
        double[] other = {10, 20, 30, 40, 50, 60};
        check(x -> Tensor.where(x.like(mask, 3, 2), x, x.like(other, 3, 2)), 0.5, nan, 30, 40, 1, 60);
        check(
                x -> Tensor.where(x.equalTo(x), x, x.like(new double[6], 3, 2)),
                0.5,
                0,
                -2,
                3,
                1,
                Double.POSITIVE_INFINITY);
    }

    @Test
    void limits() {
        double nan = Double.NaN;
        double inf = Double.POSITIVE_INFINITY;
        check(Tensor::relu, 0.5, nan, 0, 3, 1, inf);
        check(x -> x.leakyRelu(0.5), 0.5, nan, -1, 3, 1, inf);
        check(Tensor::elu, 0.5, nan, Math.expm1(-2), 3, 1, inf);
        check(x -> x.clip(-1, 2), 0.5, nan, -1, 2, 1, 2);
        check(Tensor::sign, 1, nan, -1, 1, 1, 1);
        check(x -> x.max(x.neg()), 0.5, nan, 2, 3, 1, inf);
        check(x -> x.min(x.like(new double[] {1, 1, 1, Double.NaN, 1, 1}, 3, 2)), 0.5, nan, -2, nan, 1, 1);
        check(x -> x.max(1), nan, 3, inf);
        check(x -> x.max(0), 1, nan);
    }
}
