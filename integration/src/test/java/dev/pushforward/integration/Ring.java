package dev.pushforward.integration;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.Tensor;

// snippet: target
/** A ring in the plane: log q = -(|x| - radius)^2 / (2 * 0.3^2). */
record Ring(double radius) implements DensityTarget {
    @Override
    public Space space() {
        return new Euclidean(2);
    }

    @Override
    public Tensor logDensity(Tensor x) { // [n, 2] -> [n]; the score comes from automatic differentiation
        Tensor r = x.square().sum(1).sqrt();
        return r.sub(radius).square().mul(-1 / (2 * 0.3 * 0.3));
    }
}
// end
