package dev.pushforward.core.dynamics;

import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/** The sphere of radius 1 in R^3, for velocities that are not 0. */
record Sphere() implements Space {
    @Override
    public int ambientDimension() {
        return 3;
    }

    @Override
    public int dimension() {
        return 2;
    }

    @Override
    public Tensor project(Tensor x) {
        return x.div(norm(x));
    }

    @Override
    public Tensor tangent(Tensor x, Tensor v) {
        return v.sub(x.mul(dot(x, v)));
    }

    @Override
    public Tensor exp(Tensor x, Tensor v) {
        Tensor angle = norm(v);
        return x.mul(angle.cos()).add(v.div(angle).mul(angle.sin()));
    }

    @Override
    public Tensor log(Tensor x, Tensor y) {
        Tensor v = tangent(x, y);
        return v.div(norm(v)).mul(norm(v).atan2(dot(x, y)));
    }

    @Override
    public Tensor transport(Tensor x, Tensor v, Tensor w) {
        Tensor angle = norm(v);
        Tensor ahead = v.div(angle);
        Tensor turned = ahead.mul(angle.cos().sub(1)).sub(x.mul(angle.sin()));
        return w.add(turned.mul(dot(ahead, w)));
    }

    @Override
    public Tensor distance(Tensor x, Tensor y) {
        return norm(log(x, y)).squeeze(1);
    }

    @Override
    public Tensor reference(DType dtype, int n, RandomStream random) {
        return project(Tensor.normal(dtype, random.generator(), n, 3));
    }

    @Override
    public OptionalDouble logVolume() {
        return OptionalDouble.of(Math.log(4 * Math.PI));
    }

    private static Tensor dot(Tensor a, Tensor b) {
        return a.mul(b).sum(1).unsqueeze(1);
    }

    private static Tensor norm(Tensor v) {
        return dot(v, v).sqrt();
    }
}
