package dev.pushforward.core.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.pushforward.core.random.RandomStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every operation's derivatives up to the third order against central differences in float64, in random directions, at points without symmetry; and forward
 * mode against reverse mode.
 */
class DerivativesTest {
    private static final double STEP = 1e-5;
    private static final RandomGenerator RANDOM = RandomStream.of(20).generator();

    /** A function of several tensors and the points where it is differentiated. */
    record Case(String name, Function<List<Tensor>, Tensor> f, List<Tensor> at) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Tensor random(int... shape) {
        return Tensor.normal(DType.FLOAT64, RANDOM, shape);
    }

    private static Tensor positive(int... shape) {
        return Tensor.uniform(DType.FLOAT64, RANDOM, shape).add(0.3);
    }

    /** Away from 0, where piecewise functions have kinks. */
    private static Tensor awayFromZero(int... shape) {
        Tensor x = random(shape);
        return x.add(x.sign().mul(0.2));
    }

    static Stream<Case> cases() {
        Map<String, Function<Tensor, Tensor>> smooth = new LinkedHashMap<>();
        smooth.put("exp", Tensor::exp);
        smooth.put("expm1", Tensor::expm1);
        smooth.put("square", Tensor::square);
        smooth.put("sin", Tensor::sin);
        smooth.put("cos", Tensor::cos);
        smooth.put("tanh", Tensor::tanh);
        smooth.put("sigmoid", Tensor::sigmoid);
        smooth.put("softplus", Tensor::softplus);
        smooth.put("erf", Tensor::erf);
        smooth.put("gelu", Tensor::gelu);
        smooth.put("swish", Tensor::swish);
        smooth.put("pow 3", x -> x.pow(3));
        smooth.put("pow 0", x -> x.pow(0).mul(x));
        smooth.put("affine", x -> x.mul(-2.5).add(1).sub(3).neg().div(0.7));
        smooth.put("logSumExp", x -> x.logSumExp(1));
        smooth.put("softmax", x -> x.softmax(0));
        smooth.put("layerNorm", x -> x.layerNorm(1e-3));
        smooth.put("sum", Tensor::sum);
        smooth.put("sum 0", x -> x.sum(0).square());
        smooth.put("mean 1", x -> x.mean(1).exp());
        smooth.put("reshape", x -> x.reshape(-1, 2).square().sum(0));
        smooth.put("transpose", x -> x.transpose().matmul(x));
        smooth.put("permute", x -> x.reshape(2, 3, 2).permute(2, 0, 1).exp().slice(1, 1, 2));
        smooth.put("slice rows", x -> x.slice(0, 1, 3).pow(3));
        smooth.put("slice columns", x -> x.slice(1, 1, 3).pow(3));
        smooth.put("column and row", x -> x.column(2).mul(x.row(1).sum()));
        smooth.put("gather", x -> x.gather(2, 0, 2, 2).pow(3));
        smooth.put("broadcastTo", x -> x.column(0).broadcastTo(3, 4).mul(x.transpose()));
        smooth.put("stack", x -> Tensor.stack(1, x.column(0), x.column(2).exp()).square());
        smooth.put("concat", x -> Tensor.concat(0, x, x.square(), x.slice(0, 0, 1)).exp());
        smooth.put("shared subexpression", x -> x.exp().mul(x.exp()).add(x.exp().square()).mul(x));
        Map<String, Function<Tensor, Tensor>> kinked = new LinkedHashMap<>();
        kinked.put("abs", x -> x.abs().mul(x));
        kinked.put("relu", x -> x.relu().mul(x));
        kinked.put("leakyRelu", x -> x.leakyRelu(0.2).mul(x.exp()));
        kinked.put("elu", Tensor::elu);
        kinked.put("clip", x -> x.clip(-0.9, 0.8).mul(x.square()));
        kinked.put("max axis", x -> x.max(1).exp());
        kinked.put("min axis", x -> x.min(0).exp());
        kinked.put("where", x -> Tensor.where(x.greaterThan(0), x.exp(), x.pow(3)));
        Map<String, Function<Tensor, Tensor>> right = new LinkedHashMap<>();
        right.put("log", Tensor::log);
        right.put("log1p", Tensor::log1p);
        right.put("sqrt", Tensor::sqrt);
        right.put("reciprocal", Tensor::reciprocal);
        right.put("pow 1.7", x -> x.pow(1.7));
        right.put("pow -2", x -> x.pow(-2));
        var all = new ArrayList<Case>();
        smooth.forEach((n, f) -> all.add(new Case(n, x -> f.apply(x.get(0)), List.of(random(4, 3)))));
        kinked.forEach((n, f) -> all.add(new Case(n, x -> f.apply(x.get(0)), List.of(awayFromZero(4, 3)))));
        right.forEach((n, f) -> all.add(new Case(n, x -> f.apply(x.get(0)), List.of(positive(4, 3)))));
        int[][][] shapes = {{{4, 3}, {4, 3}}, {{4, 3}, {3}}, {{3}, {4, 3}}, {{4, 1}, {4, 3}}, {{4, 3}, {}}, {{4, 1}, {3}}, {{2, 1, 3}, {4, 1}}, {{2, 4, 3}, {2, 1, 3}}};
        for (int[][] s : shapes) {
            String text = Shapes.text(s[0]) + " " + Shapes.text(s[1]);
            all.add(new Case("add " + text, x -> x.get(0).add(x.get(1)).pow(3), List.of(random(s[0]), random(s[1]))));
            all.add(new Case("sub " + text, x -> x.get(0).sub(x.get(1)).pow(3), List.of(random(s[0]), random(s[1]))));
            all.add(new Case("mul " + text, x -> x.get(0).mul(x.get(1)).sin(), List.of(random(s[0]), random(s[1]))));
            all.add(new Case("div " + text, x -> x.get(0).div(x.get(1)), List.of(random(s[0]), positive(s[1]))));
            all.add(new Case("max " + text, x -> x.get(0).max(x.get(1)).pow(3), List.of(random(s[0]), random(s[1]))));
            all.add(new Case("min " + text, x -> x.get(0).min(x.get(1)).pow(3), List.of(random(s[0]), random(s[1]))));
        }
        all.add(new Case("matmul", x -> x.get(0).matmul(x.get(1)).pow(3), List.of(random(4, 2), random(2, 3))));
        all.add(new Case("matmulTransposed", x -> x.get(0).matmulTransposed(x.get(1)).pow(3), List.of(random(4, 2), random(3, 2))));
        all.add(new Case("transposedMatmul", x -> x.get(0).transposedMatmul(x.get(1)).pow(3), List.of(random(2, 4), random(2, 3))));
        all.add(new Case("both transposed", x -> MatMul.of(true, true, x.get(0), x.get(1)).pow(3), List.of(random(2, 4), random(3, 2))));
        for (Activation a : Activation.values()) {
            all.add(new Case("dense " + a, x -> x.get(0).dense(x.get(1), x.get(2), a).dense(x.get(3), x.get(4), Activation.IDENTITY).square(),
                    List.of(random(4, 3), random(3, 5), random(5), random(5, 2), random(2))));
        }
        return all.stream();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void reverseModeToThirdOrder(Case c) {
        List<List<Tensor>> directions = new ArrayList<>();
        for (int k = 0; k < 3; k++) {
            directions.add(c.at.stream().map(x -> random(x.shape())).toList());
        }
        Tensor weights = random(c.f.apply(c.at).shape());
        Function<List<Tensor>, Tensor> h = x -> c.f.apply(x).mul(weights).sum();
        for (int order = 1; order <= 3; order++) {
            List<Tensor> u = directions.get(order - 1);
            double exact = along(h, u).apply(c.at).item();
            double difference = (h.apply(moved(c.at, u, STEP)).item() - h.apply(moved(c.at, u, -STEP)).item()) / (2 * STEP);
            assertEquals(difference, exact, 1e-6 * (1 + Math.abs(difference)) * Math.pow(10, order - 1), c.name + ", order " + order);
            h = along(h, u);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void forwardModeAgreesWithReverseMode(Case c) {
        for (int i = 0; i < c.at.size(); i++) {
            List<Tensor> x = c.at.stream().map(Tensor::tracked).toList();
            Tensor y = c.f.apply(x);
            Tensor v = random(x.get(i).shape());
            Tensor weights = random(y.shape());
            Tensor forward = Gradient.jvp(y, x.get(i), v);
            assertArrayEquals(y.shape(), forward.shape(), c.name);
            double reverse = Gradient.of(y, weights).wrt(x.get(i)).mul(v).sum().item();
            assertEquals(reverse, forward.mul(weights).sum().item(), 1e-10 * (1 + Math.abs(reverse)), c.name + ", input " + i);
            // what forward mode gives can be differentiated in reverse: both orders of differentiation agree
            Tensor mixed = Gradient.of(forward, weights).wrt(x.get(i));
            Tensor g = Gradient.of(y, weights).wrt(x.get(i));
            Tensor other = g.isTracked() ? Gradient.jvp(g, x.get(i), v) : Tensor.zeros(DType.FLOAT64, mixed.shape());
            double[] expected = other.toDoubleArray();
            double[] actual = mixed.toDoubleArray();
            for (int k = 0; k < expected.length; k++) {
                assertEquals(expected[k], actual[k], 1e-9 * (1 + Math.abs(expected[k])), c.name + ", input " + i + ", second order");
            }
        }
    }

    /** h's derivative along u, as a function that can be differentiated again. */
    private static Function<List<Tensor>, Tensor> along(Function<List<Tensor>, Tensor> h, List<Tensor> u) {
        return x -> {
            List<Tensor> at = x.stream().map(Tensor::tracked).toList();
            List<Tensor> gradient = Gradient.of(h.apply(at)).wrt(at);
            Tensor sum = gradient.get(0).mul(u.get(0)).sum();
            for (int i = 1; i < u.size(); i++) {
                sum = sum.add(gradient.get(i).mul(u.get(i)).sum());
            }
            return sum;
        };
    }

    private static List<Tensor> moved(List<Tensor> x, List<Tensor> u, double step) {
        var out = new ArrayList<Tensor>();
        for (int i = 0; i < x.size(); i++) {
            out.add(x.get(i).add(u.get(i).mul(step)));
        }
        return out;
    }

    @Test
    void accumulateAddsTheGradientInPlace() {
        Tensor x = random(6, 3);
        Tensor w = random(3, 4).tracked();
        Tensor b = random(4).tracked();
        Tensor y = x.dense(w, b, Activation.TANH).square().sum(1).add(w.square().sum());
        List<Tensor> expected = Gradient.of(y).wrt(List.of(w, b));
        List<Tensor> into = List.of(TensorMemory.own(DType.FLOAT64, 3, 4), TensorMemory.own(DType.FLOAT64, 4));
        Gradient.of(y).accumulate(List.of(w, b), into);
        Gradient.of(y).accumulate(List.of(w, b), into);
        assertArrayEquals(expected.get(0).mul(2).toDoubleArray(), into.get(0).toDoubleArray(), 1e-12);
        assertArrayEquals(expected.get(1).mul(2).toDoubleArray(), into.get(1).toDoubleArray(), 1e-12);
    }

    @Test
    void derivativeStopsAtDetachedTensorsAndIsZeroWithoutDependence() {
        Tensor x = random(3).tracked();
        assertArrayEquals(x.toDoubleArray(), Gradient.of(x.mul(x.detach())).wrt(x).toDoubleArray());
        assertArrayEquals(new double[3], Gradient.of(random(2).tracked().exp()).wrt(x).toDoubleArray());
        assertArrayEquals(new double[2], Gradient.jvp(random(2).tracked().exp(), x, random(3)).toDoubleArray());
        assertFalse(x.detach().isTracked());
    }

    /** With respect to a tensor and to what it was computed from, in one sweep. */
    @Test
    void intermediateTensorsAndTheirSources() {
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {0.7}, 1).tracked();
        Tensor y = x.square();
        List<Tensor> g = Gradient.of(y.exp()).wrt(List.of(x, y));
        assertEquals(2 * 0.7 * Math.exp(0.49), g.get(0).item(), 1e-14);
        assertEquals(Math.exp(0.49), g.get(1).item(), 1e-14);
        assertEquals(Math.exp(0.49), Gradient.of(y.exp()).wrt(y).item(), 1e-14);
    }
}
