package dev.pushforward.core.dynamics;

import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.Tensor;

/**
 * One step of the unadjusted Langevin algorithm (Roberts and Tweedie 1996, doi:10.2307/3318418) with a drift b, usually
 * the score: {@code x' = x + delta b(x) + sqrt(2 delta) n}, n standard normal. On a curved space the exponential map
 * takes the place of the sum, n is projected onto the tangent space, and the end, against rounding, onto the space.
 * Everything is differentiable in positions, drifts, noise and delta. Costs no evaluation of a density by itself.
 * Immutable.
 *
 * <p>In R^d the step is the normal kernel {@code N(x'; x + delta b(x), 2 delta)}, of which the log density is needed
 * forwards, where n is known, and backwards, where {@link #noise} finds it:
 *
 * <pre>{@code
 * Tensor next = step.move(x, score, n);
 * Tensor forward = step.logDensity(n);                                  // log F(next | x)
 * Tensor backward = step.logDensity(step.noise(next, reverseDrift, x)); // log B(x | next)
 * }</pre>
 *
 * @param space where the points live
 * @param delta step size, above 0, of either precision: one number, {@code [d]}, {@code [n, 1]} or {@code [n, d]}; on a
 *     curved space one for all coordinates of a point. May be tracked
 */
public record LangevinStep(Space space, Tensor delta) {
    /** @throws IllegalArgumentException if a step is not above 0, or differs by coordinate on a curved space */
    public LangevinStep {
        ScaledNoise.requirePositive("the step size", delta);
        Curved.requireOneStep(space, delta);
    }

    private ScaledNoise kernel() {
        return new ScaledNoise(delta.mul(2).sqrt());
    }

    private Tensor drifted(Tensor drift) {
        return drift.mul(delta.cast(drift.dtype()));
    }

    /**
     * Where the step ends, {@code [n, d]}.
     *
     * @param x positions {@code [n, d]}
     * @param drift b(x), {@code [n, d]}, tangent at x
     * @param noise standard normal numbers {@code [n, d]}
     */
    public Tensor move(Tensor x, Tensor drift, Tensor noise) {
        Tensor random = kernel().of(noise);
        return space instanceof Euclidean
                ? x.add(drifted(drift)).add(random)
                : space.project(space.exp(x, drifted(drift).add(space.tangent(x, random))));
    }

    /**
     * The noise with which a step from {@code x} ends at {@code to}, {@code [n, d]}.
     *
     * @throws IllegalArgumentException on a curved space
     */
    public Tensor noise(Tensor x, Tensor drift, Tensor to) {
        requireFlat();
        return kernel().standardised(to.sub(x).sub(drifted(drift)));
    }

    /**
     * Log density in nats of the step that this noise makes, {@code [n, d] -> [n]}:
     * {@code -|n|^2 / 2 - sum_j log(4 pi delta_j) / 2}.
     *
     * @throws IllegalArgumentException on a curved space
     */
    public Tensor logDensity(Tensor noise) {
        requireFlat();
        return kernel().logDensity(noise);
    }

    private void requireFlat() {
        if (!(space instanceof Euclidean)) {
            throw new IllegalArgumentException("the density of a Langevin step is known in R^d only, and this one moves"
                    + " on " + space + ": use leapfrog steps there, which need none");
        }
    }
}
