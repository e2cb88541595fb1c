package dev.pushforward.core.dynamics;

import dev.pushforward.tensor.Tensor;

/**
 * {@code M = diag(m)}.
 *
 * @param m one number or {@code [d]}, above 0
 */
record DiagonalMass(Tensor m) implements Mass {
    private ScaledNoise kernel() {
        return new ScaledNoise(m.sqrt());
    }

    @Override
    public Tensor momentum(Tensor noise) {
        return kernel().of(noise);
    }

    @Override
    public Tensor noise(Tensor momentum) {
        return kernel().standardised(momentum);
    }

    @Override
    public Tensor velocity(Tensor momentum) {
        return momentum.mul(m.reciprocal().cast(momentum.dtype()));
    }

    @Override
    public Tensor logDensity(Tensor noise) {
        return kernel().logDensity(noise);
    }

    @Override
    public boolean isIsotropic() {
        return m.length() == 1;
    }
}
