package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
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

    /** Geodesic distances of rows, {@code [n, d], [n, d] -> [n]}. */
    Tensor distance(Tensor x, Tensor y);

    /** Draws from the uniform law on a compact space, {@code [n, d]}; a standard normal on R^d, which has none. */
    Tensor reference(int n, RandomStream random);

    /** Log volume in nats; empty where the volume is infinite. */
    OptionalDouble logVolume();
}
