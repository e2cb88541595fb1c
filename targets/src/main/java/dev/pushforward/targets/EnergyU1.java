package dev.pushforward.targets;

import dev.pushforward.core.ModalTarget;
import dev.pushforward.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Two facing arcs of a ring of radius 2:
 * {@code U1 = ((|z| - 2) / 0.4)^2 / 2 - log(e^(-((z_1 - 2) / 0.6)^2 / 2) + e^(-((z_1 + 2) / 0.6)^2 / 2))}, with the box
 * of {@code relu(|z_i| - T)^2} around it (Rezende and Mohamed 2015, arXiv:1505.05770). Two modes of equal mass, left
 * and right, by symmetry. Draws: a side, then the ring cut down by that side's bell. The radius is
 * {@code sqrt(|z|^2 + 1e-24)}, smooth at the origin.
 */
public final class EnergyU1 extends BoxedEnergy implements ModalTarget {
    private static final double RADIUS = 2;
    private static final double WIDTH = 2 * 0.4 * 0.4;
    private static final double SD = 0.6;

    /** In the box of this threshold T. */
    public EnergyU1(double threshold) {
        super(threshold);
    }

    @Override
    Tensor negativeEnergy(Tensor z1, Tensor z2) {
        Tensor ring = Polar.radius(Tensor.stack(1, z1, z2)).sub(RADIUS).square().mul(-1 / WIDTH);
        return ring.add(logAddExp(bell(z1.sub(2), SD), bell(z1.add(2), SD)));
    }

    @Override
    double propose(RandomGenerator random, double[] z) {
        double side = random.nextBoolean() ? 1 : -1;
        Polar.draw(random, RADIUS, WIDTH, z);
        double off = (z[0] - side * 2) / SD;
        return -0.5 * off * off + box(z[0]) + box(z[1]);
    }

    @Override
    public double[] modeWeights() {
        return new double[] {0.5, 0.5};
    }

    @Override
    public int[] modeOf(Tensor x) {
        int[] modes = new int[x.size(0)];
        for (int i = 0; i < modes.length; i++) {
            modes[i] = x.get(i, 0) > 0 ? 1 : 0;
        }
        return modes;
    }
}
