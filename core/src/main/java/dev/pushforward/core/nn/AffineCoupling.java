package dev.pushforward.core.nn;

import dev.pushforward.tensor.Tensor;

/**
 * One coupling of a {@link CouplingFlow}: the first {@code kept} coordinates a say how the others, b, are stretched and
 * moved, then both change places, {@code (a, b) -> (b e^s(a) + t(a), a)}. The logarithms s are kept within
 * +-{@value #LARGEST} by a hyperbolic tangent, so that no exponential runs away.
 *
 * @param network {@code [n, kept] -> [n, 2 m]}, s before its bound in the first m = d - kept columns, t in the others
 * @param kept number of coordinates in a
 */
record AffineCoupling(Mlp network, int kept) {
    private static final double LARGEST = 3;

    /** The points moved, and the log of the determinant of the Jacobian there. */
    CouplingFlow.Image apply(Tensor x) {
        Tensor a = x.slice(1, 0, kept);
        Tensor b = x.slice(1, kept, x.size(1));
        Tensor h = network.apply(a);
        Tensor s = logScale(h);
        return new CouplingFlow.Image(Tensor.concat(1, b.mul(s.exp()).add(shift(h)), a), s.sum(1));
    }

    /** The points moved back, and the log of the determinant of that map's Jacobian. */
    CouplingFlow.Image invert(Tensor y) {
        int moved = y.size(1) - kept;
        Tensor a = y.slice(1, moved, y.size(1));
        Tensor h = network.apply(a);
        Tensor s = logScale(h);
        Tensor b = y.slice(1, 0, moved).sub(shift(h)).mul(s.neg().exp());
        return new CouplingFlow.Image(Tensor.concat(1, a, b), s.sum(1).neg());
    }

    private static Tensor logScale(Tensor h) {
        return h.slice(1, 0, h.size(1) / 2).div(LARGEST).tanh().mul(LARGEST);
    }

    private static Tensor shift(Tensor h) {
        return h.slice(1, h.size(1) / 2, h.size(1));
    }
}
