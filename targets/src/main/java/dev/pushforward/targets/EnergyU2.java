package dev.pushforward.targets;

import dev.pushforward.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * A sine-shaped ribbon: {@code U2 = ((z_2 - w_1) / 0.4)^2 / 2}, {@code w_1 = sin(2 pi z_1 / 4)}, with the box of
 * {@code relu(|z_i| - T)^2} around it (Rezende and Mohamed 2015, arXiv:1505.05770). Exact draws; {@code log Z} by
 * quadrature.
 */
public final class EnergyU2 extends Ribbon {
    private static final double SD = 0.4;

    /** In the box of this threshold T. */
    public EnergyU2(double threshold) {
        super(threshold);
    }

    @Override
    Tensor negativeEnergy(Tensor z1, Tensor z2) {
        return bell(z2.sub(w1(z1)), SD);
    }

    @Override
    double across(RandomGenerator random, double z1) {
        return Math.sin(Math.PI / 2 * z1) + SD * random.nextGaussian();
    }
}
