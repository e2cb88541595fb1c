package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/** R^d with Lebesgue measure: projections are the identity and geodesics are straight lines. */
public record Euclidean(int dimension) implements Space {
    /** @throws IllegalArgumentException if {@code dimension < 1} */
    public Euclidean {
        if (dimension < 1) {
            throw new IllegalArgumentException("dimension = " + dimension + ": must be at least 1");
        }
    }

    /**
     * Refuses a target that lives elsewhere.
     *
     * @param who works in R^d only, for the message, e.g. {@code a coupling flow}
     * @throws IllegalArgumentException if the target's space is another
     */
    public static void require(Target target, String who) {
        if (!(target.space() instanceof Euclidean)) {
            throw new IllegalArgumentException(who + " works in R^d, and " + target.name() + " lives on "
                    + target.space() + ": its points would leave that space");
        }
    }

    /**
     * Refuses another space.
     *
     * @param who works in R^d only, for the message, e.g. {@code exact score matching}
     * @throws IllegalArgumentException if the space is another
     */
    public static void require(Space space, String who) {
        if (!(space instanceof Euclidean)) {
            throw new IllegalArgumentException(who + " works in R^d, and the points live on " + space);
        }
    }

    @Override
    public int ambientDimension() {
        return dimension;
    }

    @Override
    public Tensor project(Tensor x) {
        return x;
    }

    @Override
    public Tensor tangent(Tensor x, Tensor v) {
        return v;
    }

    @Override
    public Tensor exp(Tensor x, Tensor v) {
        return x.add(v);
    }

    @Override
    public Tensor log(Tensor x, Tensor y) {
        return y.sub(x);
    }

    @Override
    public Tensor transport(Tensor x, Tensor v, Tensor w) {
        return w;
    }

    @Override
    public Tensor divergence(Tensor x, Tensor field) {
        return Gradient.divergence(field, x);
    }

    @Override
    public Tensor distance(Tensor x, Tensor y) {
        return x.sub(y).square().sum(1).sqrt();
    }

    @Override
    public Tensor reference(DType dtype, int n, RandomStream random) {
        return Tensor.normal(dtype, random.generator(), n, dimension);
    }

    @Override
    public OptionalDouble logVolume() {
        return OptionalDouble.empty();
    }
}
