package dev.pushforward.targets;

import java.util.random.RandomGenerator;

/**
 * Energies under which {@code z_2} given {@code z_1} is a Gaussian or a mixture of two whose total mass does not depend
 * on {@code z_1}. So, before the box cuts {@code z_2}, {@code z_1} has the law of the box alone: uniform on [-T, T]
 * with tails of N(0, 1/2).
 */
abstract sealed class Ribbon extends BoxedEnergy permits EnergyU2, EnergyU3, EnergyU4 {
    Ribbon(double threshold) {
        super(threshold);
    }

    /** One draw of {@code z_2} given {@code z_1}, without the box. */
    abstract double across(RandomGenerator random, double z1);

    @Override
    final double propose(RandomGenerator random, double[] z) {
        double inside = 2 * threshold();
        double place = random.nextDouble() * (inside + Math.sqrt(Math.PI));
        if (place < inside) {
            z[0] = place - threshold();
        } else {
            double tail = random.nextGaussian() * Math.sqrt(0.5);
            z[0] = tail + Math.copySign(threshold(), tail);
        }
        z[1] = across(random, z[0]);
        return box(z[1]);
    }
}
