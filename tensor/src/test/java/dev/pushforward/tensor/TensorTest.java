package dev.pushforward.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.tensor.kernel.BinaryOp;
import dev.pushforward.tensor.kernel.OracleKernels;
import dev.pushforward.tensor.kernel.UnaryOp;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every operation's value against plain Java, in both precisions; shapes; and what errors say. */
class TensorTest {
    private static final double[] X = {-2.5, -1, -0.3, 0.2, 0.9, 3.5};

    private static double tolerance(DType dtype) {
        return dtype == DType.FLOAT32 ? 1e-6 : 1e-14;
    }

    private static void equal(double[] expected, Tensor actual, int... shape) {
        assertEquals(Arrays.toString(shape), actual.shapeText());
        double size = Arrays.stream(expected)
                .map(Math::abs)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
        assertArrayEquals(expected, actual.toDoubleArray(), tolerance(actual.dtype()) * Math.max(1, size));
    }

    private static double[] sequence(int n) {
        return new Random(n).doubles(n, -2, 2).map(v -> Math.rint(v * 64) / 64).toArray();
    }

    private static Tensor some(DType dtype, int... shape) {
        return Tensor.of(dtype, sequence((int) Shapes.length(shape)), shape);
    }

    private static void map(DType dtype, UnaryOperator<Tensor> operation, DoubleUnaryOperator f, double... values) {
        Tensor x = Tensor.of(dtype, values, 2, values.length / 2);
        equal(Arrays.stream(x.toDoubleArray()).map(f).toArray(), operation.apply(x), 2, values.length / 2);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void functionsOfOneVariable(DType dtype) {
        double[] positive = Arrays.stream(X).map(Math::abs).toArray();
        map(dtype, x -> x.add(0.75), x -> x + 0.75, X);
        map(dtype, x -> x.sub(0.75), x -> x - 0.75, X);
        map(dtype, x -> x.mul(-3), x -> -3 * x, X);
        map(dtype, x -> x.div(8), x -> x / 8, X);
        map(dtype, Tensor::neg, x -> -x, X);
        map(dtype, Tensor::reciprocal, x -> 1 / x, X);
        map(dtype, Tensor::exp, Math::exp, X);
        map(dtype, Tensor::expm1, Math::expm1, X);
        map(dtype, Tensor::log, Math::log, positive);
        map(dtype, Tensor::log1p, Math::log1p, positive);
        map(dtype, Tensor::sqrt, Math::sqrt, positive);
        map(dtype, Tensor::square, x -> x * x, X);
        map(dtype, x -> x.pow(-3), x -> Math.pow(x, -3), X);
        map(dtype, x -> x.pow(1.3), x -> Math.pow(x, 1.3), positive);
        map(dtype, x -> x.pow(0), x -> 1, X);
        map(dtype, x -> x.pow(1), x -> x, X);
        map(dtype, x -> x.pow(2), x -> x * x, X);
        map(dtype, Tensor::sin, Math::sin, X);
        map(dtype, Tensor::cos, Math::cos, X);
        map(dtype, Tensor::tanh, Math::tanh, X);
        map(dtype, Tensor::sigmoid, OracleKernels.function(UnaryOp.SIGMOID, 0, 0), X);
        map(dtype, Tensor::softplus, x -> Math.log1p(Math.exp(x)), X);
        map(dtype, Tensor::softplus, x -> Math.max(x, 0), -800, 800);
        map(dtype, Tensor::erf, OracleKernels::erf, X);
        map(dtype, Tensor::abs, Math::abs, X);
        map(dtype, Tensor::sign, Math::signum, -2, 0, 1e-20, 4);
        map(dtype, Tensor::relu, x -> Math.max(x, 0), X);
        map(dtype, x -> x.leakyRelu(0.25), x -> x > 0 ? x : 0.25 * x, X);
        map(dtype, Tensor::elu, x -> x > 0 ? x : Math.expm1(x), X);
        map(dtype, Tensor::gelu, x -> x * (1 + OracleKernels.erf(x / Math.sqrt(2))) / 2, X);
        map(dtype, Tensor::swish, x -> x / (1 + Math.exp(-x)), X);
        map(dtype, x -> x.clip(-1, 0.5), x -> Math.min(0.5, Math.max(-1, x)), X);
        map(dtype, x -> x.greaterThan(0.2), x -> x > (dtype == DType.FLOAT32 ? 0.2f : 0.2) ? 1 : 0, X);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void activations(DType dtype) {
        Tensor x = some(dtype, 3, 4);
        Tensor w = some(dtype, 4, 5);
        Tensor b = some(dtype, 5);
        Tensor h = x.matmul(w).add(b);
        for (Activation activation : Activation.values()) {
            equal(activation.apply(h).toDoubleArray(), x.dense(w, b, activation), 3, 5);
        }
        equal(h.leakyRelu(0.2).toDoubleArray(), Activation.LEAKY_RELU.apply(h), 3, 5);
        equal(h.elu().toDoubleArray(), Activation.ELU.apply(h), 3, 5);
        assertSame(h, Activation.IDENTITY.apply(h));
    }

    /** erf(1) and the standard normal law at 1 to 15 digits (Abramowitz and Stegun, tables 7.1 and 26.1). */
    @ParameterizedTest
    @EnumSource(DType.class)
    void tabulatedValues(DType dtype) {
        assertEquals(0.842700792949715, Tensor.scalar(dtype, 1).erf().item(), tolerance(dtype));
        assertEquals(0.841344746068543, Tensor.scalar(dtype, 1).gelu().item(), tolerance(dtype));
        assertEquals(-0.158655253931457, Tensor.scalar(dtype, -1).gelu().item(), tolerance(dtype));
    }

    /** All shapes that broadcast, found by index arithmetic. */
    @ParameterizedTest
    @EnumSource(DType.class)
    void broadcasting(DType dtype) {
        int[][][] pairs = {
            {{2, 3}, {2, 3}},
            {{2, 3}, {3}},
            {{2, 3}, {2, 1}},
            {{2, 3}, {1, 3}},
            {{2, 3}, {}},
            {{}, {3}},
            {{2, 1}, {3}},
            {{3}, {2, 1}},
            {{2, 1, 4}, {3, 1}},
            {{2, 3, 4}, {2, 1, 4}},
            {{2, 3, 4}, {3, 1}},
            {{1, 3, 1}, {2, 1, 4}},
            {{2, 1}, {1, 2}},
            {{0, 3}, {3}},
            {{2, 0}, {2, 1}},
            {{1}, {1, 1}},
            {{17, 19}, {19}},
            {{17, 19}, {17, 1}}
        };
        for (BinaryOp op : BinaryOp.values()) {
            for (int[][] pair : pairs) {
                Tensor x = some(dtype, pair[0]);
                Tensor y = some(dtype, pair[1]).add(0.0078125).mul(dtype == DType.FLOAT32 ? 1 : 1.5);
                int[] shape = Shapes.broadcast("", pair[0], pair[1]);
                double[] a = spread(x, shape);
                double[] b = spread(y, shape);
                double[] expected = new double[a.length];
                for (int i = 0; i < a.length; i++) {
                    expected[i] = OracleKernels.function(op).applyAsDouble(a[i], b[i]);
                }
                equal(expected, binary(op).apply(x, y), shape);
                equal(a, x.broadcastTo(shape), shape);
            }
        }
    }

    private static BiFunction<Tensor, Tensor, Tensor> binary(BinaryOp op) {
        return switch (op) {
            case ADD -> Tensor::add;
            case SUB -> Tensor::sub;
            case MUL -> Tensor::mul;
            case DIV -> Tensor::div;
            case ATAN2 -> Tensor::atan2;
            case MIN -> Tensor::min;
            case MAX -> Tensor::max;
            case GREATER -> Tensor::greaterThan;
            case EQUAL -> Tensor::equalTo;
        };
    }

    /** The element of x at each index of the broadcast shape. */
    private static double[] spread(Tensor x, int[] shape) {
        double[] out = new double[(int) Shapes.length(shape)];
        for (int i = 0; i < out.length; i++) {
            int rest = i;
            long at = 0;
            long stride = 1;
            for (int axis = shape.length - 1, own = x.rank() - 1; axis >= 0; axis--, own--) {
                int index = rest % shape[axis];
                rest /= shape[axis];
                if (own >= 0) {
                    at += x.size(own) == 1 ? 0 : index * stride;
                    stride *= x.size(own);
                }
            }
            out[i] = x.get(at);
        }
        return out;
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void reductions(DType dtype) {
        Tensor x = some(dtype, 2, 3, 4);
        double[] v = x.toDoubleArray();
        double[] sums = new double[8];
        double[] largest = new double[8];
        double[] smallest = new double[8];
        double[] logs = new double[8];
        Arrays.fill(largest, -9);
        Arrays.fill(smallest, 9);
        for (int i = 0; i < 2; i++) {
            for (int k = 0; k < 3; k++) {
                for (int j = 0; j < 4; j++) {
                    double value = v[(i * 3 + k) * 4 + j];
                    sums[i * 4 + j] += value;
                    largest[i * 4 + j] = Math.max(largest[i * 4 + j], value);
                    smallest[i * 4 + j] = Math.min(smallest[i * 4 + j], value);
                    logs[i * 4 + j] += Math.exp(value);
                }
            }
        }
        equal(sums, x.sum(1), 2, 4);
        equal(sums, x.sum(-2), 2, 4);
        equal(Arrays.stream(sums).map(s -> s / 3).toArray(), x.mean(1), 2, 4);
        equal(largest, x.max(1), 2, 4);
        equal(smallest, x.min(1), 2, 4);
        equal(Arrays.stream(logs).map(Math::log).toArray(), x.logSumExp(1), 2, 4);
        double[] softmax = new double[24];
        for (int i = 0; i < 24; i++) {
            softmax[i] = Math.exp(v[i]) / logs[i / 12 * 4 + i % 4];
        }
        equal(softmax, x.softmax(1), 2, 3, 4);
        equal(new double[] {Arrays.stream(v).sum()}, x.sum());
        equal(new double[] {Arrays.stream(v).average().orElseThrow()}, x.mean());
        equal(new double[2], Tensor.zeros(dtype, 2, 0).sum(1), 2);
        equal(new double[1], Tensor.zeros(dtype, 0).sum());
        Tensor none = Tensor.zeros(dtype, 0, 3);
        equal(new double[0], none.exp().add(1).mul(none).softmax(1), 0, 3);
        Tensor row = Tensor.of(dtype, new double[] {1, 2, 4}, 1, 3).layerNorm(0.5);
        double scale = Math.sqrt(14 / 9.0 + 0.5);
        equal(new double[] {-4 / 3.0 / scale, -1 / 3.0 / scale, 5 / 3.0 / scale}, row, 1, 3);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void logSumExpOfExtremes(DType dtype) {
        double inf = Double.POSITIVE_INFINITY;
        Tensor x = Tensor.of(dtype, new double[] {1000, 1000, -1000, -1000, -inf, 2, -inf, -inf, inf, 1}, 5, 2);
        assertArrayEquals(
                new double[] {1000 + Math.log(2), -1000 + Math.log(2), 2, -inf, inf},
                x.logSumExp(1).toDoubleArray(),
                dtype == DType.FLOAT32 ? 1e-4 : 1e-12);
    }

    /** Large shared offsets do not swamp a long mean: 10,000 numbers near 1000. */
    @ParameterizedTest
    @EnumSource(DType.class)
    void longSums(DType dtype) {
        double[] v = new SplittableRandom(3)
                .doubles(10_000)
                .map(u -> (float) (1000 + u))
                .toArray();
        double mean = Arrays.stream(v).average().orElseThrow();
        assertEquals(mean, Tensor.of(dtype, v, v.length).mean().item(), dtype == DType.FLOAT32 ? 1e-4 : 1e-9);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void matrixProducts(DType dtype) {
        for (int[] size : new int[][] {{2, 3, 4}, {1, 1, 1}, {5, 17, 33}, {0, 2, 3}, {3, 2, 0}, {4, 0, 2}}) {
            Tensor a = some(dtype, size[0], size[2]);
            Tensor b = some(dtype, size[2], size[1]);
            double[] expected = new double[size[0] * size[1]];
            for (int i = 0; i < size[0]; i++) {
                for (int j = 0; j < size[1]; j++) {
                    for (int k = 0; k < size[2]; k++) {
                        expected[i * size[1] + j] += a.get(i, k) * b.get(k, j);
                    }
                }
            }
            equal(expected, a.matmul(b), size[0], size[1]);
            equal(expected, a.matmulTransposed(b.transpose()), size[0], size[1]);
            equal(expected, a.transpose().transposedMatmul(b), size[0], size[1]);
            equal(expected, MatMul.of(true, true, a.transpose(), b.transpose()), size[0], size[1]);
        }
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void movingElements(DType dtype) {
        Tensor x = Tensor.of(dtype, new double[] {1, 2, 3, 4, 5, 6}, 2, 3);
        equal(new double[] {1, 4, 2, 5, 3, 6}, x.transpose(), 3, 2);
        equal(new double[] {1, 2, 3, 4, 5, 6}, x.reshape(3, -1), 3, 2);
        equal(new double[] {1, 2, 3, 4, 5, 6}, x.unsqueeze(1), 2, 1, 3);
        equal(new double[] {1, 2, 3, 4, 5, 6}, x.unsqueeze(-1), 2, 3, 1);
        equal(new double[] {1, 2, 3, 4, 5, 6}, x.unsqueeze(-1).squeeze(2), 2, 3);
        equal(new double[] {2, 3, 5, 6}, x.slice(1, 1, 3), 2, 2);
        equal(new double[] {4, 5, 6}, x.slice(0, 1, 2), 1, 3);
        equal(new double[0], x.slice(0, 1, 1), 0, 3);
        equal(new double[] {2, 3}, x.slice(0, 0, 1).slice(1, 1, 3), 1, 2);
        equal(new double[] {3, 6}, x.column(2), 2);
        equal(new double[] {4, 5, 6}, x.row(1), 3);
        equal(new double[] {4, 5, 6, 1, 2, 3, 4, 5, 6}, x.gather(1, 0, 1), 3, 3);
        equal(new double[] {0, 0, 0, 5, 7, 9}, x.scatterAdd(new int[] {1, 1}, 2), 2, 3);
        equal(new double[] {0, 1, 2, 3, 0, 0, 4, 5, 6, 0}, x.pad(1, 1, 5), 2, 5);
        Tensor y = Tensor.of(dtype, new double[] {7, 8}, 2, 1);
        equal(new double[] {7, 1, 2, 3, 7, 8, 4, 5, 6, 8}, Tensor.concat(1, y, x, y), 2, 5);
        equal(
                new double[] {1, 2, 3, 4, 5, 6, 7, 8, 9},
                Tensor.concat(0, x, Tensor.of(dtype, new double[] {7, 8, 9}, 1, 3)),
                3,
                3);
        equal(new double[] {7, 8, -7, -8}, Tensor.stack(0, y, y.neg()).reshape(2, 2), 2, 2);
        equal(
                new double[] {7, -7, 8, -8},
                Tensor.stack(-1, List.of(y.reshape(2), y.reshape(2).neg())),
                2,
                2);
        equal(
                new double[] {1, -2, 3, -4, 5, -6},
                Tensor.where(x.like(new double[] {1, 0, 2, 0, -1, 0}, 2, 3), x, x.neg()),
                2,
                3);
        Tensor cube = some(dtype, 2, 3, 4);
        Tensor turned = cube.permute(2, 0, 1);
        assertEquals("[4, 2, 3]", turned.shapeText());
        for (int i = 0; i < 24; i++) {
            assertEquals(cube.get(i), turned.get(i % 4 * 6 + i / 12 * 3 + i / 4 % 3));
        }
        equal(cube.toDoubleArray(), turned.permute(1, 2, 0), 2, 3, 4);
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void makingAndReading(DType dtype) {
        equal(new double[] {1.5, 1.5}, Tensor.full(dtype, 1.5, 2), 2);
        equal(new double[6], Tensor.zeros(dtype, 2, 3), 2, 3);
        Tensor normal = Tensor.normal(dtype, new Random(1), 2, 2);
        Random same = new Random(1);
        equal(
                new double[] {same.nextGaussian(), same.nextGaussian(), same.nextGaussian(), same.nextGaussian()},
                normal,
                2,
                2);
        Tensor uniform = Tensor.uniform(dtype, new Random(1), 1000);
        assertTrue(Arrays.stream(uniform.toDoubleArray()).allMatch(u -> 0 <= u && u < 1), "uniform on [0, 1)");
        RandomGenerator justBelowOne = () -> -1; // all bits: 1 - 2^-53, which a float rounds up
        assertTrue(Tensor.uniform(dtype, justBelowOne, 1).item() < 1, "uniform on [0, 1)");
        assertEquals(2.5, Tensor.scalar(dtype, 2.5).item());
        assertTrue(normal.isFinite());
        assertFalse(normal.div(Tensor.zeros(dtype, 2, 2)).isFinite());
        DType other = dtype == DType.FLOAT32 ? DType.FLOAT64 : DType.FLOAT32;
        Tensor cast = Tensor.scalar(dtype, 0.1).cast(other);
        assertEquals((double) 0.1f, cast.item());
        assertEquals(other, cast.dtype());
        assertEquals(dtype + "[2][1.5, 1.5]", Tensor.full(dtype, 1.5, 2).toString());
        Tensor x = normal.tracked();
        assertSame(x, x.tracked());
        assertTrue(x.add(1).isTracked());
        assertFalse(x.detach().add(1).isTracked()
                || x.kept().isTracked()
                || x.greaterThan(0).isTracked()
                || x.equalTo(x).isTracked());
        int[] shape = x.shape();
        shape[0] = 9;
        assertEquals("[2, 2]", x.shapeText());
    }

    private static void fails(String message, Executable executable) {
        assertEquals(message, assertThrows(RuntimeException.class, executable).getMessage());
    }

    @ParameterizedTest
    @EnumSource(DType.class)
    void errorsNameWhatDoesNotFit(DType dtype) {
        Tensor x = some(dtype, 2, 3);
        DType other = dtype == DType.FLOAT32 ? DType.FLOAT64 : DType.FLOAT32;
        fails("add of shapes [2, 3] and [2]: they do not broadcast", () -> x.add(some(dtype, 2)));
        fails("mul of " + dtype + "[2, 3] and " + other + "[3]: cast one of them", () -> x.mul(some(other, 3)));
        fails("5 values do not fill shape [2, 3]", () -> Tensor.of(dtype, new double[5], 2, 3));
        fails("a tensor of shape [2, 3] has no single value", x::item);
        fails("element 6 of a tensor of 6", () -> x.get(6));
        fails("row 0, column 3 of shape [2, 3]", () -> x.get(0, 3));
        fails("shape [2, 3] has no axis 2", () -> x.sum(2));
        fails("shape [2, 3] takes no new axis 4", () -> x.unsqueeze(4));
        fails("axis 0 of shape [2, 3] has not size 1", () -> x.squeeze(0));
        fails("shape [2, 3] cannot become [4, 2]: 6 elements against 8", () -> x.reshape(4, 2));
        fails("shape [2, 3] does not broadcast to [3]", () -> x.broadcastTo(3));
        fails("shape [3] does not broadcast to []", () -> some(dtype, 3).broadcastTo());
        fails("shape [2, 3] does not broadcast to [4, 3]", () -> x.broadcastTo(4, 3));
        fails("slice 1 to 4 of axis 1 of shape [2, 3]", () -> x.slice(1, 1, 4));
        fails("row 2 of shape [2, 3]", () -> x.gather(0, 2));
        fails("order [0, 0] is not a permutation of the axes of shape [2, 3]", () -> x.permute(0, 0));
        fails("only a matrix can be transposed, not shape [3]: use permute", () -> some(dtype, 3)
                .transpose());
        fails("the largest of no elements: axis 0 of shape [0, 2]", () -> Tensor.zeros(dtype, 0, 2)
                .max(0));
        fails("clip to [1.0, 0.0]: the bounds must be in order", () -> x.clip(1, 0));
        fails("concat of no tensors", () -> Tensor.concat(0));
        fails(
                "concat along axis 0 of " + dtype + "[2, 3] and " + dtype
                        + "[2, 2]: precision and all other axes must agree",
                () -> Tensor.concat(0, x, some(dtype, 2, 2)));
        fails(
                "where of " + dtype + "[2, 3], " + dtype + "[2, 3] and " + other
                        + "[2, 3]: precision and shape must agree",
                () -> Tensor.where(x, x, some(other, 2, 3)));
        fails(
                "matrix product of " + dtype + "[2, 3] and " + dtype
                        + "[2, 3]: two matrices of one precision whose inner sizes agree are needed",
                () -> x.matmul(x));
        fails(
                "layer of input " + dtype + "[2, 3], weights " + dtype + "[2, 3], biases " + dtype
                        + "[3]: [n, in], [in, out], [out] of one precision are needed",
                () -> x.dense(x, some(dtype, 3), Activation.TANH));
        fails("shape [2, -1] has a negative size", () -> Tensor.zeros(dtype, 2, -1));
    }
}
