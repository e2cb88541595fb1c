package org.example.parts;

import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/** The points (cos a, sin a) of the plane. A tangent vector is as many radians as it is long. */
public record UnitCircle() implements Space {
    @Override
    public int ambientDimension() {
        return 2;
    }

    @Override
    public int dimension() {
        return 1;
    }

    @Override
    public Tensor project(Tensor x) {
        return x.div(x.square().sum(1).sqrt().unsqueeze(1));
    }

    @Override
    public Tensor tangent(Tensor x, Tensor v) {
        return ahead(x).mul(radians(x, v));
    }

    @Override
    public Tensor exp(Tensor x, Tensor v) {
        Tensor angle = radians(x, v);
        return x.mul(angle.cos()).add(ahead(x).mul(angle.sin()));
    }

    @Override
    public Tensor log(Tensor x, Tensor y) {
        return ahead(x).mul(angle(x, y).unsqueeze(1));
    }

    @Override
    public Tensor transport(Tensor x, Tensor v, Tensor w) {
        return ahead(exp(x, v)).mul(radians(x, w));
    }

    @Override
    public Tensor distance(Tensor x, Tensor y) {
        return angle(x, y).abs();
    }

    @Override
    public Tensor reference(DType dtype, int n, RandomStream random) {
        return project(Tensor.normal(dtype, random.generator(), n, 2));
    }

    @Override
    public OptionalDouble logVolume() {
        return OptionalDouble.of(Math.log(2 * Math.PI));
    }

    /** The tangent of length 1, counterclockwise, [n, 2]. */
    private static Tensor ahead(Tensor x) {
        return Tensor.stack(1, x.column(1).neg(), x.column(0));
    }

    /** How far a vector leads counterclockwise, [n, 1]. */
    private static Tensor radians(Tensor x, Tensor v) {
        return ahead(x).mul(v).sum(1).unsqueeze(1);
    }

    /** The angle from x to y, in (-pi, pi], [n]. */
    private static Tensor angle(Tensor x, Tensor y) {
        return ahead(x).mul(y).sum(1).atan2(x.mul(y).sum(1));
    }
}
