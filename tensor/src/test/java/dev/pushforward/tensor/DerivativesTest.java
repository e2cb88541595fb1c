package dev.pushforward.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every operation's derivatives, to third order, against central differences; and what sweeps promise. */
class DerivativesTest {
    record Case(String name, Function<List<Tensor>, Tensor> f, Tensor... points) {
        @Override
        public String toString() {
            return name + Arrays.stream(points).map(Tensor::shapeText).toList();
        }
    }

    private static final Random RANDOM = new Random(71);

    /** Draws at least 0.05 from 0, where some functions have kinks. */
    private static Tensor point(int... shape) {
        Tensor x = Tensor.normal(DType.FLOAT64, RANDOM, shape);
        return x.add(x.sign().mul(0.05));
    }

    private static Tensor positive(int... shape) {
        return point(shape).abs().add(0.3);
    }

    private static Case one(String name, UnaryOperator<Tensor> f, Tensor x) {
        return new Case(name, in -> f.apply(in.get(0)), x);
    }

    private static Case two(String name, java.util.function.BinaryOperator<Tensor> f, Tensor x, Tensor y) {
        return new Case(name, in -> f.apply(in.get(0), in.get(1)), x, y);
    }

    static Stream<Case> functions() {
        Tensor mask = Tensor.of(DType.FLOAT64, new double[] {1, 0, 0, 1, 1, 0}, 2, 3);
        return Stream.of(
                one("add c", x -> x.add(1.5), point(3)),
                one("sub c", x -> x.sub(1.5), point(3)),
                one("mul c", x -> x.mul(-2.5), point(3)),
                one("div c", x -> x.div(0.4), point(3)),
                one("neg", Tensor::neg, point(3)),
                one("reciprocal", Tensor::reciprocal, positive(2, 2)),
                one("exp", Tensor::exp, point(2, 3)),
                one("expm1", Tensor::expm1, point(3)),
                one("log", Tensor::log, positive(3)),
                one("log1p", Tensor::log1p, positive(3)),
                one("sqrt", Tensor::sqrt, positive(3)),
                one("square", Tensor::square, point(3)),
                one("pow 3", x -> x.pow(3), point(4)),
                one("pow 1.7", x -> x.pow(1.7), positive(3)),
                one("pow -2", x -> x.pow(-2), positive(3).neg()),
                one("pow 0.5", x -> x.pow(0.5), positive(3)),
                one("pow 0", x -> x.pow(0), point(3)),
                one("pow 1", x -> x.pow(1), point(3)),
                one("sin", Tensor::sin, point(3)),
                one("cos", Tensor::cos, point(3)),
                one("tanh", Tensor::tanh, point(3)),
                one("sigmoid", Tensor::sigmoid, point(3)),
                one("softplus", Tensor::softplus, point(3)),
                one("erf", Tensor::erf, point(3)),
                one("abs", Tensor::abs, point(3)),
                one("sign", Tensor::sign, point(3)),
                one("relu", Tensor::relu, point(5)),
                one("leakyRelu", x -> x.leakyRelu(0.3), point(5)),
                one("elu", Tensor::elu, point(5)),
                one("gelu", Tensor::gelu, point(4)),
                one("swish", Tensor::swish, point(4)),
                one("clip", x -> x.clip(-0.61, 0.73), point(6)),
                one("scalar", Tensor::sin, point()),
                one("sum", Tensor::sum, point(2, 3)),
                one("sum 0", x -> x.sum(0), point(2, 3)),
                one("sum 1 of 3", x -> x.sum(1), point(2, 3, 2)),
                one("mean", x -> x.mean().square(), point(2, 3)),
                one("mean -1", x -> x.mean(-1), point(2, 3)),
                one("max 0", x -> x.max(0), point(3, 2)),
                one("max 1", x -> x.max(1).square(), point(2, 3, 2)),
                one("min 1", x -> x.min(1), point(2, 3)),
                one("logSumExp 0", x -> x.logSumExp(0), point(3, 2)),
                one("logSumExp 1", x -> x.logSumExp(1), point(2, 3)),
                one("softmax 1", x -> x.softmax(1), point(2, 3)),
                one("layerNorm", x -> x.layerNorm(1e-3), point(2, 3)),
                one("reshape", x -> x.reshape(3, -1).square().sum(0), point(2, 3)),
                one("unsqueeze", x -> x.unsqueeze(1).sin(), point(2, 2)),
                one("squeeze", x -> x.squeeze(1).sin(), point(2, 1, 2)),
                one("transpose", x -> x.transpose().matmul(x), point(2, 3)),
                one("permute", x -> x.permute(2, 0, 1).square().sum(0), point(2, 3, 2)),
                one("broadcastTo", x -> x.broadcastTo(2, 3, 2).square().sum(1), point(3, 1)),
                one("slice 0", x -> x.slice(0, 1, 3).square(), point(4, 2)),
                one("slice 1", x -> x.slice(1, 1, 2).square(), point(2, 3)),
                one("pad", x -> x.pad(1, 1, 4).square(), point(2, 2)),
                one("column", x -> x.column(2).sin(), point(2, 3)),
                one("row", x -> x.row(1).sin(), point(2, 3)),
                one("gather", x -> x.gather(2, 0, 2, 1, 2).sin(), point(3, 2)),
                one("scatterAdd", x -> x.scatterAdd(new int[] {2, 0, 2}, 4).sin(), point(3, 2)),
                one("shared", x -> x.mul(x).add(x).mul(x.sin()), point(3)),
                one("greaterThan", x -> x.mul(x.greaterThan(0)), point(4)),
                two("add", Tensor::add, point(2, 3), point(2, 3)),
                two("sub", Tensor::sub, point(2, 3), point(2, 3)),
                two("mul", Tensor::mul, point(2, 3), point(2, 3)),
                two("div", Tensor::div, point(2, 3), positive(2, 3)),
                two("min", Tensor::min, point(2, 3), point(2, 3)),
                two("max", Tensor::max, point(2, 3), point(2, 3)),
                two("max of products", (x, y) -> x.square().max(y.sin()), point(2, 3), point(3)),
                two("add row", Tensor::add, point(2, 3), point(3)),
                two("sub column", Tensor::sub, point(2, 3), point(2, 1)),
                two("mul row", Tensor::mul, point(2, 3), point(3)),
                two("mul column", Tensor::mul, point(2, 1), point(2, 3)),
                two("mul scalar", Tensor::mul, point(2, 3), point()),
                two("outer", Tensor::mul, point(2, 1), point(3)),
                two("div row", Tensor::div, point(3), positive(2, 3)),
                two("div column", Tensor::div, point(2, 3), positive(2, 1)),
                two("div scalar", Tensor::div, point(), positive(2, 2)),
                two("middle axis", Tensor::mul, point(2, 3, 2), point(2, 1, 2)),
                two("outer axes", Tensor::mul, point(2, 1, 2), point(3, 1)),
                two("min row", Tensor::min, point(2, 3), point(3)),
                two("sub outer", Tensor::sub, point(2, 1, 2), point(1, 3, 2)),
                two("where", (x, y) -> Tensor.where(mask, x.square(), y.sin()), point(2, 3), point(2, 3)),
                two("matmul", Tensor::matmul, point(2, 3), point(3, 2)),
                two("matmulTransposed", Tensor::matmulTransposed, point(2, 3), point(4, 3)),
                two("transposedMatmul", Tensor::transposedMatmul, point(3, 2), point(3, 4)),
                two("both transposed", (x, y) -> MatMul.of(true, true, x, y), point(3, 2), point(4, 3)),
                two("concat 0", (x, y) -> Tensor.concat(0, x, y.sin(), x).square(), point(1, 2), point(3, 2)),
                two("concat 1", (x, y) -> Tensor.concat(1, x, y).square(), point(2, 1), point(2, 3)),
                two("stack 0", (x, y) -> Tensor.stack(0, x, y).sin(), point(3), point(3)),
                two("stack -1", (x, y) -> Tensor.stack(-1, x, y).sin(), point(2, 2), point(2, 2)),
                one("sinh", Tensor::sinh, point(3)),
                one("cosh", Tensor::cosh, point(3)),
                one("acos", x -> x.mul(0.3).tanh().acos(), point(4)),
                two("atan2", Tensor::atan2, point(2, 3), point(2, 3)),
                two("atan2 row", Tensor::atan2, point(3), point(2, 3)));
    }

    static Stream<Case> layers() {
        return Arrays.stream(Activation.values())
                .map(activation -> new Case(
                        "dense " + activation,
                        in -> {
                            Tensor h = in.get(0).dense(in.get(1), in.get(2), activation);
                            return h.dense(in.get(3), in.get(4), activation);
                        },
                        point(2, 3),
                        point(3, 2),
                        point(2),
                        point(2, 2),
                        point(2)));
    }

    /**
     * Losses of float32 rows summed in float64: {@code f(x) = (sum_i x_i^2)^2}, whose gradient is {@code 4 x sum x^2}
     * and whose second derivative along v is known too.
     */
    @Test
    void castingConvertsDerivatives() {
        try (Scope scope = Scope.open()) {
            Tensor x = Tensor.of(DType.FLOAT32, new double[] {1, -2, 0.5}, 3).tracked();
            Tensor y = x.square().cast(DType.FLOAT64).sum().square();
            assertEquals(DType.FLOAT64, y.dtype());
            Tensor g = Gradient.of(y).wrt(x);
            assertEquals(DType.FLOAT32, g.dtype());
            assertArrayEquals(new double[] {21, -42, 10.5}, g.toDoubleArray(), 1e-5);
            Tensor v = Tensor.of(DType.FLOAT32, new double[] {1, 1, 2}, 3);
            // d/dt 4 (x + t v) |x + t v|^2 = 4 v |x|^2 + 8 x (x . v), with |x|^2 = 5.25 and x . v = 0
            assertArrayEquals(new double[] {21, 21, 42}, Gradient.jvp(g, x, v).toDoubleArray(), 1e-4);
            assertEquals(0, Gradient.jvp(y, x, v).item(), 1e-6);
            assertTrue(x.cast(DType.FLOAT32).isTracked(), "the same precision is the same tensor");
        }
    }

    @ParameterizedTest
    @MethodSource({"functions", "layers"})
    void agreesWithDifferences(Case c) {
        try (Scope scope = Scope.open()) {
            GradientCheck.check(c.f(), c.points());
        }
    }

    /** The same sweep in place: what a training step does. */
    @ParameterizedTest
    @MethodSource({"functions", "layers"})
    void accumulateAddsWhatWrtGives(Case c) {
        List<Tensor> xs = Arrays.stream(c.points()).map(Tensor::tracked).toList();
        Tensor y = c.f().apply(xs);
        List<Tensor> sums = xs.stream()
                .map(x -> Tensor.full(DType.FLOAT64, 0.25, x.shape()))
                .toList();
        Gradient.of(y).accumulate(xs, sums);
        Gradient.of(y).accumulate(xs, sums);
        List<Tensor> gradients = Gradient.of(y).wrt(xs);
        for (int i = 0; i < xs.size(); i++) {
            assertArrayEquals(
                    gradients.get(i).mul(2).add(0.25).toDoubleArray(),
                    sums.get(i).toDoubleArray(),
                    1e-13);
        }
    }

    /** What the accumulators held is gone, also where nothing was added. */
    @ParameterizedTest
    @MethodSource({"functions", "layers"})
    void overwriteLeavesWhatWrtGives(Case c) {
        List<Tensor> xs = Stream.concat(Arrays.stream(c.points()), Stream.of(of(1, 2)))
                .map(Tensor::tracked)
                .toList();
        Tensor y = c.f().apply(xs);
        List<Tensor> places = xs.stream()
                .map(x -> Tensor.full(DType.FLOAT64, Double.NaN, x.shape()))
                .toList();
        Gradient.of(y).overwrite(xs, places);
        List<Tensor> gradients = Gradient.of(y).wrt(xs);
        for (int i = 0; i < xs.size(); i++) {
            assertArrayEquals(gradients.get(i).toDoubleArray(), places.get(i).toDoubleArray(), 1e-13);
        }
    }

    /** Two layers whose input derivatives arrive at a third as one shared tensor, which neither may write to. */
    @Test
    void sharedDerivativesAreNotWrittenTo() {
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {0.3, -0.2, 0.7, 0.9}, 2, 2);
        Tensor w = Tensor.of(DType.FLOAT64, new double[] {1, 2, 3, -4}, 2, 2).tracked();
        Tensor b = of(0.5, 0.25).tracked();
        Tensor c = of(-0.5, 0.75).tracked();
        Tensor last = x.dense(w, b, Activation.TANH)
                .add(x.dense(w, c, Activation.ELU))
                .dense(w, b, Activation.SIGMOID)
                .matmul(w);
        Tensor y = last.add(x.dense(w, c, Activation.TANH));
        List<Tensor> xs = List.of(w, b, c);
        List<Tensor> places =
                xs.stream().map(p -> Tensor.zeros(DType.FLOAT64, p.shape())).toList();
        Tensor weights = Tensor.of(DType.FLOAT64, new double[] {1, -2, 0.5, 3}, 2, 2);
        Gradient.of(y, weights).overwrite(xs, places);
        assertArrayEquals(new double[] {1, -2, 0.5, 3}, weights.toDoubleArray(), "the caller's weights");
        List<Tensor> gradients = Gradient.of(y, weights).wrt(xs);
        for (int i = 0; i < xs.size(); i++) {
            assertArrayEquals(gradients.get(i).toDoubleArray(), places.get(i).toDoubleArray(), 1e-13);
        }
    }

    private static Tensor of(double... values) {
        return Tensor.of(DType.FLOAT64, values, values.length);
    }

    /** x, and z = x^2 computed from it: y = z^3 + x has dy/dz = 3 z^2 with z free, and dy/dx = 6 x^5 + 1 through z. */
    @Test
    void oneVariableComputedFromAnother() {
        Tensor x = of(2, -1).tracked();
        Tensor z = x.square();
        Tensor y = z.pow(3).add(x);
        List<Tensor> both = Gradient.of(y).wrt(List.of(x, z));
        assertArrayEquals(new double[] {193, -5}, both.get(0).toDoubleArray(), 1e-12);
        assertArrayEquals(new double[] {48, 3}, both.get(1).toDoubleArray(), 1e-12);
        assertArrayEquals(new double[] {48, 3}, Gradient.of(y).wrt(z).toDoubleArray(), 1e-12);
        List<Tensor> sums = List.of(of(0, 0), of(0, 0));
        Gradient.of(y).accumulate(List.of(x, z), sums);
        assertArrayEquals(new double[] {193, -5}, sums.get(0).toDoubleArray(), 1e-12);
        assertArrayEquals(new double[] {48, 3}, sums.get(1).toDoubleArray(), 1e-12);
        assertArrayEquals(
                new double[] {48 * 0.5, 3 * 7}, Gradient.jvp(y, z, of(0.5, 7)).toDoubleArray(), 1e-12);
    }

    /**
     * The weights of a layer computed from another tensor, both wanted: the layer must not keep its share to itself.
     */
    @Test
    void accumulateGoesThroughComputedWeights() {
        Tensor v = Tensor.of(DType.FLOAT64, new double[] {1, 2, 3, -4}, 2, 2).tracked();
        Tensor w = v.square();
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {1, -2}, 1, 2);
        Tensor y = x.dense(w, of(0.5, 0.25).tracked(), Activation.TANH).add(x.matmul(w));
        List<Tensor> sums = List.of(Tensor.zeros(DType.FLOAT64, 2, 2), Tensor.zeros(DType.FLOAT64, 2, 2));
        Gradient.of(y).accumulate(List.of(v, w), sums);
        List<Tensor> gradients = Gradient.of(y).wrt(List.of(v, w));
        assertArrayEquals(gradients.get(0).toDoubleArray(), sums.get(0).toDoubleArray(), 1e-13);
        assertArrayEquals(gradients.get(1).toDoubleArray(), sums.get(1).toDoubleArray(), 1e-13);
        assertTrue(Math.abs(sums.get(0).get(1)) > 1);
    }

    @Test
    void independenceGivesZeros() {
        Tensor x = of(2, 3).tracked();
        Tensor other = of(1, 5, 6).tracked();
        Tensor y = x.square();
        assertArrayEquals(new double[3], Gradient.of(y).wrt(other).toDoubleArray());
        assertArrayEquals(new double[2], Gradient.jvp(y, other, of(1, 1, 1)).toDoubleArray());
        assertArrayEquals(
                new double[] {2, 3}, Gradient.of(x.mul(x.detach())).wrt(x).toDoubleArray());
        assertArrayEquals(new double[2], Gradient.of(y.detach()).wrt(x).toDoubleArray());
        assertArrayEquals(
                new double[2],
                Gradient.of(x.detach().square().add(other.sum())).wrt(x).toDoubleArray());
    }

    @Test
    void weightsGiveVectorJacobianProducts() {
        Tensor x = of(2, 3).tracked();
        assertArrayEquals(
                new double[] {4 * 0.5, 6 * -7},
                Gradient.of(x.square(), of(0.5, -7)).wrt(x).toDoubleArray());
        assertArrayEquals(
                new double[] {0.5, -7}, Gradient.of(x, of(0.5, -7)).wrt(x).toDoubleArray());
    }

    /** A sweep that nobody differentiates must not leave its unrecorded slopes to one that somebody does. */
    @Test
    void accumulateLeavesLaterDerivativesAlone() {
        for (Activation activation : Activation.values()) {
            Tensor x = Tensor.of(DType.FLOAT64, new double[] {0.5, -0.7}, 2, 1).tracked();
            Tensor w = Tensor.of(DType.FLOAT64, new double[] {1.3}, 1, 1).tracked();
            Tensor b = of(0.1);
            Tensor fresh = activation.apply(x.dense(w, b, activation)).square();
            double[] expected = Gradient.of(Gradient.of(fresh).wrt(x)).wrt(x).toDoubleArray();
            Tensor y = activation.apply(x.dense(w, b, activation)).square();
            Gradient.of(y).accumulate(List.of(x), List.of(Tensor.zeros(DType.FLOAT64, 2, 1)));
            assertArrayEquals(
                    expected, Gradient.of(Gradient.of(y).wrt(x)).wrt(x).toDoubleArray(), 1e-13, activation.toString());
        }
    }

    /** Slopes that an inner scope took with it are computed again. */
    @Test
    void sweepsInSeparateScopes() {
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {0.5, -0.7}, 2, 1).tracked();
        Tensor y = x.dense(Tensor.of(DType.FLOAT64, new double[] {2}, 1, 1), of(0.1), Activation.TANH)
                .exp()
                .swish();
        double[] first;
        double[] forward;
        try (Scope scope = Scope.open()) {
            forward = Gradient.jvp(y, x, Tensor.full(DType.FLOAT64, 1, 2, 1)).toDoubleArray();
            first = Gradient.of(y).wrt(x).toDoubleArray();
        }
        try (Scope scope = Scope.open()) {
            assertArrayEquals(first, Gradient.of(y).wrt(x).toDoubleArray());
            assertArrayEquals(
                    forward,
                    Gradient.jvp(y, x, Tensor.full(DType.FLOAT64, 1, 2, 1)).toDoubleArray());
        }
    }

    @Test
    void kinks() {
        Tensor x = of(0, 1, -1).tracked();
        assertArrayEquals(new double[] {0, 1, -1}, Gradient.of(x.abs()).wrt(x).toDoubleArray());
        assertArrayEquals(new double[] {0, 1, 0}, Gradient.of(x.relu()).wrt(x).toDoubleArray());
        assertArrayEquals(
                new double[] {1, 1, 0}, Gradient.of(x.clip(-0.5, 1)).wrt(x).toDoubleArray());
        Tensor y = of(0, 0, 0).tracked();
        assertArrayEquals(new double[] {0, 1, 0}, Gradient.of(x.max(y)).wrt(x).toDoubleArray());
        assertArrayEquals(new double[] {1, 0, 1}, Gradient.of(x.max(y)).wrt(y).toDoubleArray());
        assertArrayEquals(new double[] {1, 1, 0}, Gradient.of(x.min(y)).wrt(y).toDoubleArray());
    }

    @Test
    void equalLargestElementsShareTheDerivative() {
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {0.1, 0.1, 0.1, Double.NEGATIVE_INFINITY, 2, 1}, 2, 3)
                .tracked();
        Tensor largest = x.max(1);
        assertArrayEquals(new double[] {0.1, 2}, largest.toDoubleArray());
        double third = 1 / 3.0;
        assertArrayEquals(
                new double[] {third, third, third, 0, 1, 0},
                Gradient.of(largest).wrt(x).toDoubleArray(),
                1e-16);
    }

    @Test
    void whatDoesNotFitIsNamed() {
        Tensor x = of(1, 2).tracked();
        assertEquals(
                "weights FLOAT64[3] for a result FLOAT64[2]: they must agree",
                assertThrows(IllegalArgumentException.class, () -> Gradient.of(x, of(1, 2, 3)))
                        .getMessage());
        assertEquals(
                "tangent FLOAT32[2] for a tensor FLOAT64[2]: they must agree",
                assertThrows(IllegalArgumentException.class, () -> Gradient.jvp(x, x, of(1, 2).cast(DType.FLOAT32)))
                        .getMessage());
        assertEquals(
                "accumulator FLOAT64[1] for a tensor FLOAT64[2]: they must agree",
                assertThrows(IllegalArgumentException.class, () -> Gradient.of(x)
                                .accumulate(List.of(x), List.of(of(1))))
                        .getMessage());
    }
}
