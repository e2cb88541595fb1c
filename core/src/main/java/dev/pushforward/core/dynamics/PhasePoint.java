package dev.pushforward.core.dynamics;

import dev.pushforward.tensor.Tensor;

/**
 * Points of phase space.
 *
 * @param x positions {@code [n, d]}
 * @param p momenta {@code [n, d]}, tangent at x
 */
public record PhasePoint(Tensor x, Tensor p) {
    /** The same positions with the opposite momenta: from there a reversible step goes back. */
    public PhasePoint flipped() {
        return new PhasePoint(x, p.neg());
    }
}
