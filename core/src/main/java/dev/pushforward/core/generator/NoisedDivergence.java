package dev.pushforward.core.generator;

import dev.pushforward.core.nn.Schedule;

/**
 * A second term of the generator's loss: {@code weight * D(p_sigma, q_sigma)}, the Fisher divergence between the laws
 * of {@code alpha x + sigma e} with {@code alpha^2 = 1 - sigma^2} and e standard normal, for x from the sampler and
 * from the target, in units of the training's scale. A Fisher divergence hardly sees how mass is shared between
 * separated modes, because no score changes with it; under noise the modes overlap, and it does. Zero where the
 * divergence itself is, up to the error of the estimates of both scores. Beyond the papers.
 *
 * @param weight over the iterations, greater than 0; large at first, as a sampler that cannot jump gains more by
 *     emptying a small mode than this term takes at weight 1; less at the end, as its noise blurs what the other
 *     divergence sees
 * @param sigma between 0 and 1: so much that the modes of q_sigma overlap
 * @param points draws of the path's normal law per iteration that {@link NoisedTarget} weighs by q: evaluations of q
 */
public record NoisedDivergence(Schedule weight, double sigma, int points) {
    /** What a step's report calls {@link NoisedTarget#effectiveShare} of its points. */
    public static final String EFFECTIVE_SHARE = "noised.ess";

    /** Below this effective share the target under noise is mostly the noise of a few points. */
    public static final double FEW = 0.05;

    /** Checks each. */
    public NoisedDivergence {
        if (!(sigma > 0 && sigma < 1)) {
            throw new IllegalArgumentException("sigma = " + sigma + ": must lie between 0 and 1");
        }
        if (points < 1) {
            throw new IllegalArgumentException("points = " + points + ": must be at least 1");
        }
    }

    /** The noise that both laws are under. */
    public Noise noise() {
        return Noise.mixed(sigma);
    }
}
