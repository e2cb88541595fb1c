package org.example.shapes;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/** A wave: {@code x ~ N(0, 1)}, {@code y | x ~ N(sin(frequency x), noise^2)}; {@code log Z = log(2 pi noise)}. */
public record Wave(double frequency, double noise) implements DensityTarget, DataTarget {
    @Override
    public Space space() {
        return new Euclidean(2);
    }

    @Override
    public OptionalDouble logNormalizer() {
        return OptionalDouble.of(Math.log(2 * Math.PI * noise));
    }

    @Override
    public Tensor logDensity(Tensor x) { // [n, 2] -> [n]
        Tensor u = x.column(0);
        Tensor off = x.column(1).sub(u.mul(frequency).sin()).div(noise);
        return u.square().add(off.square()).mul(-0.5);
    }

    @Override
    public Tensor draw(int n, RandomStream random) { // [n, 2]
        var normal = random.generator();
        double[] points = new double[2 * n];
        for (int i = 0; i < points.length; i += 2) {
            points[i] = normal.nextGaussian();
            points[i + 1] = Math.sin(frequency * points[i]) + noise * normal.nextGaussian();
        }
        return Tensor.of(DType.FLOAT64, points, n, 2);
    }
}
