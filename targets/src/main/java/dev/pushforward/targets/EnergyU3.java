package dev.pushforward.targets;

import dev.pushforward.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * A ribbon that splits in two and joins again:
 * {@code U3 = -log(e^(-((z_2 - w_1) / 0.35)^2 / 2) + e^(-((z_2 - w_1 + w_2) / 0.35)^2 / 2))},
 * {@code w_1 = sin(2 pi z_1 / 4)}, {@code w_2 = 3 exp(-((z_1 - 1) / 0.6)^2 / 2)}, with the box of
 * {@code relu(|z_i| - T)^2} around it (Rezende and Mohamed 2015, arXiv:1505.05770). Exact draws; {@code log Z} by
 * quadrature.
 */
public final class EnergyU3 extends Ribbon {
    private static final double SD = 0.35;
    private static final double BUMP = 0.6;

    /** In the box of this threshold T. */
    public EnergyU3(double threshold) {
        super(threshold);
    }

    @Override
    Tensor negativeEnergy(Tensor z1, Tensor z2) {
        Tensor off = z2.sub(w1(z1));
        Tensor w2 = bell(z1.sub(1), BUMP).exp().mul(3);
        return logAddExp(bell(off, SD), bell(off.add(w2), SD));
    }

    @Override
    double across(RandomGenerator random, double z1) {
        double t = (z1 - 1) / BUMP;
        double shift = random.nextBoolean() ? 3 * Math.exp(-0.5 * t * t) : 0;
        return Math.sin(Math.PI / 2 * z1) - shift + SD * random.nextGaussian();
    }
}
