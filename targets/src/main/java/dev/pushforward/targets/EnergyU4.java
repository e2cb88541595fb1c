package dev.pushforward.targets;

import dev.pushforward.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * A ribbon that forks: {@code U4 = -log(e^(-((z_2 - w_1) / 0.4)^2 / 2) + e^(-((z_2 - w_1 + w_3) / 0.35)^2 / 2))},
 * {@code w_1 = sin(2 pi z_1 / 4)}, {@code w_3 = 3 sigmoid((z_1 - 1) / 0.3)}, with the box of {@code relu(|z_i| - T)^2}
 * around it (Rezende and Mohamed 2015, arXiv:1505.05770). Exact draws; {@code log Z} by quadrature.
 */
public final class EnergyU4 extends Ribbon {
    private static final double UPPER = 0.4;
    private static final double LOWER = 0.35;
    private static final double SLOPE = 0.3;

    /** In the box of this threshold T. */
    public EnergyU4(double threshold) {
        super(threshold);
    }

    @Override
    Tensor negativeEnergy(Tensor z1, Tensor z2) {
        Tensor off = z2.sub(w1(z1));
        Tensor w3 = z1.sub(1).div(SLOPE).sigmoid().mul(3);
        return logAddExp(bell(off, UPPER), bell(off.add(w3), LOWER));
    }

    @Override
    double across(RandomGenerator random, double z1) {
        boolean upper = random.nextDouble() * (UPPER + LOWER) < UPPER;
        double w3 = 3 / (1 + Math.exp(-(z1 - 1) / SLOPE));
        return Math.sin(Math.PI / 2 * z1) - (upper ? 0 : w3) + (upper ? UPPER : LOWER) * random.nextGaussian();
    }
}
