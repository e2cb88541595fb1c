package dev.pushforward.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Function;

/**
 * First, second and third derivatives of a function of several tensors against central differences of fourth order in
 * float64, reverse and forward. With fixed random weights w and directions u, the first derivatives of
 * {@code f1 = <w, f>} are checked against differences of f1, those of {@code f2 = <u, grad f1>} against differences of
 * f2, and that of {@code f3 = <u, grad f2>} along u against differences of f3; so a wrong derivative shows in the order
 * in which it is taken first. The step is 1e-3, at which differences of functions of order 1 are good to about 1e-10;
 * the tolerance is 1e-7 relative to the largest derivative, or to 1 if that is smaller.
 */
final class GradientCheck {
    private static final double STEP = 1e-3;
    private static final double TOLERANCE = 1e-7;
    private final Random random = new Random(20240607);
    private final List<Tensor> directions = new ArrayList<>();

    private GradientCheck(List<Tensor> points) {
        for (Tensor x : points) {
            directions.add(Tensor.normal(DType.FLOAT64, random, x.shape()));
        }
    }

    /** Checks all three orders at these points. */
    static void check(Function<List<Tensor>, Tensor> f, Tensor... points) {
        List<Tensor> xs = List.of(points);
        var self = new GradientCheck(xs);
        Tensor w = Tensor.normal(DType.FLOAT64, self.random, f.apply(xs).shape());
        self.forward(f, xs);
        Function<List<Tensor>, Tensor> f1 = in -> f.apply(in).mul(w).sum();
        Function<List<Tensor>, Tensor> f2 = self.alongReverse(f1);
        Function<List<Tensor>, Tensor> forward2 =
                in -> self.alongForward(f, in).mul(w).sum();
        Function<List<Tensor>, Tensor> f3 = self.alongReverse(f2);
        self.reverse("first", f1, xs);
        self.reverse("second", f2, xs);
        self.forward(f2, xs);
        self.agree("reverse over forward", forward2, f2, xs);
        self.forward(f3, xs);
        self.agree("reverse over reverse along u", self.alongReverse(f3), in -> self.alongForward(f3, in), xs);
    }

    /** {@code <u, grad f>}. */
    private Function<List<Tensor>, Tensor> alongReverse(Function<List<Tensor>, Tensor> f) {
        return in -> {
            List<Tensor> xs = in.stream().map(Tensor::tracked).toList();
            List<Tensor> gradients = Gradient.of(f.apply(xs)).wrt(xs);
            Tensor sum = Tensor.scalar(DType.FLOAT64, 0);
            for (int i = 0; i < xs.size(); i++) {
                sum = sum.add(gradients.get(i).mul(directions.get(i)).sum());
            }
            return sum;
        };
    }

    /** The derivative of f along u, by forward sweeps. */
    private Tensor alongForward(Function<List<Tensor>, Tensor> f, List<Tensor> in) {
        List<Tensor> xs = in.stream().map(Tensor::tracked).toList();
        Tensor y = f.apply(xs);
        Tensor sum = Tensor.zeros(DType.FLOAT64, y.shape());
        for (int i = 0; i < xs.size(); i++) {
            sum = sum.add(Gradient.jvp(y, xs.get(i), directions.get(i)));
        }
        return sum;
    }

    private void forward(Function<List<Tensor>, Tensor> f, List<Tensor> xs) {
        Tensor y = alongForward(f, xs);
        double[] differences = difference(f, xs, directions);
        assertEquals(Arrays.toString(f.apply(xs).shape()), y.shapeText());
        compare("forward", differences, y.toDoubleArray());
    }

    private void reverse(String order, Function<List<Tensor>, Tensor> f, List<Tensor> points) {
        List<Tensor> xs = points.stream().map(Tensor::tracked).toList();
        List<Tensor> gradients = Gradient.of(f.apply(xs)).wrt(xs);
        for (int i = 0; i < xs.size(); i++) {
            assertEquals(xs.get(i).shapeText(), gradients.get(i).shapeText());
            double[] expected = new double[(int) xs.get(i).length()];
            for (int j = 0; j < expected.length; j++) {
                List<Tensor> unit = new ArrayList<>();
                for (int k = 0; k < xs.size(); k++) {
                    double[] e = new double[(int) xs.get(k).length()];
                    if (k == i) {
                        e[j] = 1;
                    }
                    unit.add(Tensor.of(DType.FLOAT64, e, xs.get(k).shape()));
                }
                expected[j] = difference(f, points, unit)[0];
            }
            compare(
                    order + " derivative in tensor " + i,
                    expected,
                    gradients.get(i).toDoubleArray());
        }
    }

    /** Two ways to one number agree, and so do their gradients. */
    private void agree(
            String what, Function<List<Tensor>, Tensor> f, Function<List<Tensor>, Tensor> g, List<Tensor> points) {
        List<Tensor> xs = points.stream().map(Tensor::tracked).toList();
        Tensor a = f.apply(xs);
        Tensor b = g.apply(xs);
        compare(what, b.toDoubleArray(), a.toDoubleArray());
        for (int i = 0; i < xs.size(); i++) {
            compare(
                    what + ", gradient in tensor " + i,
                    Gradient.of(b).wrt(xs.get(i)).toDoubleArray(),
                    Gradient.of(a).wrt(xs.get(i)).toDoubleArray());
        }
    }

    private static double[] difference(Function<List<Tensor>, Tensor> f, List<Tensor> xs, List<Tensor> v) {
        double[] out = null;
        int[] multiples = {1, -1, 2, -2};
        double[] weights = {8, -8, -1, 1};
        for (int s = 0; s < 4; s++) {
            List<Tensor> moved = new ArrayList<>();
            for (int i = 0; i < xs.size(); i++) {
                moved.add(xs.get(i).add(v.get(i).mul(multiples[s] * STEP)));
            }
            double[] value = f.apply(moved).toDoubleArray();
            out = out == null ? new double[value.length] : out;
            for (int i = 0; i < out.length; i++) {
                out[i] += weights[s] * value[i] / (12 * STEP);
            }
        }
        return out;
    }

    private static void compare(String what, double[] expected, double[] actual) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
        assertArrayEquals(expected, actual, TOLERANCE * Math.max(1, largest), what);
    }
}
