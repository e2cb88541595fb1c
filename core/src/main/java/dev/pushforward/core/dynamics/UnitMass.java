package dev.pushforward.core.dynamics;

import dev.pushforward.tensor.Tensor;

/** {@code M = I}. */
record UnitMass() implements Mass {
    @Override
    public Tensor momentum(Tensor noise) {
        return noise;
    }

    @Override
    public Tensor noise(Tensor momentum) {
        return momentum;
    }

    @Override
    public Tensor velocity(Tensor momentum) {
        return momentum;
    }

    @Override
    public Tensor logDensity(Tensor noise) {
        return ScaledNoise.standardLogDensity(noise);
    }

    @Override
    public boolean isIsotropic() {
        return true;
    }
}
