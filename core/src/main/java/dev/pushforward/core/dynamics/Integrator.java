package dev.pushforward.core.dynamics;

import dev.pushforward.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * A step of Hamiltonian dynamics {@code dx/dt = M^-1 p, dp/dt = s(x)} that is reversible (from where it ends, with the
 * momentum flipped, it comes back, flipped) and keeps the volume of phase space: the log determinant of its Jacobian is
 * 0. Then a Metropolis test by the energy alone leaves the target invariant. Immutable.
 */
@FunctionalInterface
public interface Integrator {
    /**
     * One step.
     *
     * @param from where it begins
     * @param score the score of the target, {@code [n, d] -> [n, d]}, tangent to the space
     */
    PhasePoint step(PhasePoint from, UnaryOperator<Tensor> score);
}
