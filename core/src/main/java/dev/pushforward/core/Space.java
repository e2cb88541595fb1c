package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/**
 * Where points live: R^d, or a manifold embedded in it. Points and tangent vectors are rows of ambient coordinates,
 * shape {@code [n, d]} with {@code d = ambientDimension()}. Densities are with respect to the space's base measure
 * (Lebesgue measure, or the volume measure that the embedding induces). Implementations are immutable and thread-safe;
 * every method is differentiable in its tensors.
 */
public interface Space {
    /** Number of coordinates of a point, {@code d} in {@code [n, d]}. */
    int ambientDimension();

    /** Number of degrees of freedom; equals {@link #ambientDimension()} in R^d. */
    int dimension();

    /** The nearest points of the space, {@code [n, d] -> [n, d]}. */
    Tensor project(Tensor x);

    /** Orthogonal projection of ambient vectors {@code v} onto the tangent spaces at {@code x}, both {@code [n, d]}. */
    Tensor tangent(Tensor x, Tensor v);

    /** Exponential map: where the geodesic from {@code x} with velocity {@code v} (tangent) is after unit time. */
    Tensor exp(Tensor x, Tensor v);

    /**
     * Inverse of {@link #exp}: the tangent vector at {@code x} with which the shortest geodesic reaches {@code y} after
     * unit time, all {@code [n, d]}. Its length is the {@link #distance}. Where several geodesics are shortest, as to
     * the opposite point of a sphere, one of them is taken.
     */
    Tensor log(Tensor x, Tensor y);

    /**
     * Parallel transport: what becomes of tangent vectors {@code w} at {@code x} that are carried along the geodesic
     * from {@code x} with velocity {@code v} (tangent), for unit time; all {@code [n, d]}. The result is tangent at
     * {@code exp(x, v)}; lengths and angles stay, and {@code v} itself becomes the velocity there. The geodesic is
     * given by its velocity and not by its end, as a step of dynamics knows it: it may be longer than the shortest.
     */
    Tensor transport(Tensor x, Tensor v, Tensor w);

    /** Geodesic distances of rows, {@code [n, d], [n, d] -> [n]}. */
    Tensor distance(Tensor x, Tensor y);

    /**
     * The divergence of a tangent field on the space, {@code [n, d], [n, d] -> [n]}:
     * {@code tr(P J P) = sum_i u_i . J u_i}, J the field's derivative, P the projection onto the tangent space and
     * {@code u_i = P e_i}. Exact, and differentiable, so that a loss may contain it. Cost: d forward sweeps over what
     * was recorded between x and the field.
     *
     * @param x tracked points
     * @param field computed from x row by row, tangent on the space
     */
    default Tensor divergence(Tensor x, Tensor field) {
        int d = ambientDimension();
        Tensor sum = Tensor.zeros(x.dtype(), x.size(0));
        for (int i = 0; i < d; i++) {
            double[] unit = new double[d];
            unit[i] = 1;
            Tensor u = tangent(x, x.like(unit, d).broadcastTo(x.shape()));
            sum = sum.add(Gradient.jvp(field, x, u).mul(u).sum(1));
        }
        return sum;
    }

    /**
     * Draws from the uniform distribution on a compact space, {@code [n, d]}; from a standard normal one on R^d, which
     * has none.
     *
     * @param dtype precision of the draws
     */
    Tensor reference(DType dtype, int n, RandomStream random);

    /** Log volume in nats; empty where the volume is infinite. */
    OptionalDouble logVolume();
}
