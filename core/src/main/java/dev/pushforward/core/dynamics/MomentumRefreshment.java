package dev.pushforward.core.dynamics;

import dev.pushforward.tensor.Tensor;

/**
 * Partial refreshment of a momentum, {@code p' = h p + (1 - h^2)^(1/2) M^(1/2) n}, n standard normal, which leaves
 * {@code N(0, M)} invariant (Horowitz 1991, doi:10.1016/0370-2693(91)90812-5). h = 0 draws a new momentum. It is the
 * normal kernel {@code N(p'; h p, (1 - h^2) M)}; forwards its noise is known, and backwards {@link #noise} finds it.
 * Everything is differentiable in momenta, noise, h and M. Immutable.
 *
 * <p>On a curved space give noise that is tangent, and a number as mass: then the momentum stays tangent.
 *
 * @param damping h, one number from 0 to below 1, of either precision; may be tracked
 * @param mass M
 */
public record MomentumRefreshment(Tensor damping, Mass mass) {
    /** @throws IllegalArgumentException if the damping is not one number from 0 to below 1 */
    public MomentumRefreshment {
        double h = damping.length() == 1 ? damping.item() : Double.NaN;
        if (!(h >= 0 && h < 1)) {
            throw new IllegalArgumentException("the damping is " + damping + ": must be one number from 0 to below 1");
        }
        damping = damping.reshape();
    }

    /** {@code (1 - h^2)^(1/2)}. */
    private ScaledNoise fresh() {
        return new ScaledNoise(damping.square().neg().add(1).sqrt());
    }

    private Tensor damped(Tensor p) {
        return p.mul(damping.cast(p.dtype()));
    }

    /** The refreshed momentum, {@code [n, d]}, of standard normal numbers {@code [n, d]}. */
    public Tensor move(Tensor p, Tensor noise) {
        return damped(p).add(fresh().of(mass.momentum(noise)));
    }

    /** The noise with which the momentum {@code p} becomes {@code to}, {@code [n, d]}. */
    public Tensor noise(Tensor p, Tensor to) {
        return fresh().standardised(mass.noise(to.sub(damped(p))));
    }

    /** Log density of the refreshment that this noise makes, in nats, {@code [n, d] -> [n]}. */
    public Tensor logDensity(Tensor noise) {
        return mass.logDensity(noise).sub(fresh().sd().log().mul(noise.size(1)).cast(noise.dtype()));
    }
}
