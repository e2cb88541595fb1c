import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;

/** The third derivative of f(x) = e^(x/2) sin x, and beside it e^(x/2) (-1.375 sin x - 0.25 cos x), which it is. */
class ThirdDerivative {
    public static void main(String[] arguments) {
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {-1, 0, 2}, 3).tracked();
        Tensor f = x.div(2).exp().mul(x.sin());
        Tensor first = Gradient.of(f).wrt(x);
        Tensor second = Gradient.of(first).wrt(x);
        Tensor third = Gradient.of(second).wrt(x);
        Tensor closed = x.div(2).exp().mul(x.sin().mul(-1.375).sub(x.cos().mul(0.25)));
        System.out.println(Arrays.toString(third.toDoubleArray()));
        System.out.println(Arrays.toString(closed.toDoubleArray()));
    }
}
