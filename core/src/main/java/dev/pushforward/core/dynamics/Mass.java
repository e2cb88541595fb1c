package dev.pushforward.core.dynamics;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.SymmetricMatrix;
import dev.pushforward.tensor.Tensor;

/**
 * The mass matrix M of Hamiltonian dynamics: momenta are {@code N(0, M)}, the velocity of a momentum is
 * {@code M^-1 p}, its kinetic energy {@code p . M^-1 p / 2} (Neal 2011, arXiv:1206.1901). The best M is near the
 * inverse of the target's covariance. Immutable; everything is differentiable in its tensors.
 */
public sealed interface Mass permits UnitMass, DiagonalMass, DenseMass {
    /** {@code M = I}; multiplies nothing. */
    static Mass unit() {
        return new UnitMass();
    }

    /**
     * {@code M = diag(m)}.
     *
     * @param m above 0, of either precision, one number or {@code [d]}; may be tracked
     * @throws IllegalArgumentException if a mass is not above 0
     */
    static Mass diagonal(Tensor m) {
        return new DiagonalMass(ScaledNoise.requirePositive("the mass", m));
    }

    /**
     * {@code M = C^-1}, for which dynamics move as on a target of unit covariance. A velocity costs a product
     * {@code [n, d] x [d, d]}.
     *
     * @param covariance C, positive definite
     * @param dtype the points' precision
     * @throws IllegalArgumentException if an eigenvalue is not above 0
     */
    static Mass inverseOf(SymmetricMatrix covariance, DType dtype) {
        return DenseMass.inverseOf(covariance, dtype);
    }

    /** The momentum {@code M^(1/2) n} of standard normal numbers, {@code [n, d] -> [n, d]}. */
    Tensor momentum(Tensor noise);

    /** The n of a momentum {@code M^(1/2) n}. */
    Tensor noise(Tensor momentum);

    /** {@code M^-1 p}, {@code [n, d] -> [n, d]}. */
    Tensor velocity(Tensor momentum);

    /** Log density of {@code N(0, M)} at the momentum of this noise, in nats, {@code [n, d] -> [n]}. */
    Tensor logDensity(Tensor noise);

    /** Whether M is a multiple of I: another leads momenta out of the tangent spaces of a curved space. */
    boolean isIsotropic();

    /** {@code p . M^-1 p / 2}, in nats, {@code [n, d] -> [n]}. */
    default Tensor kineticEnergy(Tensor momentum) {
        return momentum.mul(velocity(momentum)).sum(1).mul(0.5);
    }

    /**
     * The kinetic energy before minus that after, {@code [n]}; also {@code log N(after; 0, M) - log N(before; 0, M)}.
     * The difference of each coordinate is taken first, which loses fewer digits.
     */
    default Tensor energyLost(Tensor before, Tensor after) {
        return before.mul(velocity(before))
                .sub(after.mul(velocity(after)))
                .sum(1)
                .mul(0.5);
    }
}
