package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.Target;
import dev.pushforward.core.Training;
import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.AlternatingTraining;
import dev.pushforward.core.random.RandomStream;

/**
 * Training by the kernel Stein discrepancy between the sampler's draws and the target (KSD-NS of Hu et al. 2018,
 * arXiv:1810.03545): descends its square, the V-statistic {@code mean over i, j of k0(x_i, x_j)} of the batch, with the
 * {@link SteinKernel} k0 of the target's score. Nothing is estimated beside it. The loss couples the batch, so its
 * gradient with respect to the draws is taken whole, in memory and time that grow with batch^2; that of the generator
 * in microbatches. The loss that a step reports is the inner product that is differentiated, not the discrepancy.
 *
 * <p>Cost of an iteration: {@code batch} evaluations of the target's score with one of its vector-Jacobian products, or
 * of the scores of two independent minibatches. Randomness and errors: see {@link AlternatingTraining}.
 */
public final class SteinDiscrepancySampler implements ImplicitSampler {
    private final AlternatingSettings settings;
    private final SteinKernel kernel;
    private final Compute compute;

    /**
     * With these settings, whose {@code scoreSteps} are 0, this kernel in units of the settings' scale, precision and
     * threads.
     */
    public SteinDiscrepancySampler(AlternatingSettings settings, SteinKernel kernel, Compute compute) {
        this.settings = settings;
        this.kernel = kernel;
        this.compute = compute;
    }

    /** @throws IllegalArgumentException if the target has no density or does not live in R^d */
    @Override
    public Training start(Target target, RandomStream random) {
        DensityTarget density = DensityTarget.of(target, "a Stein discrepancy");
        Euclidean.require(density, "a Stein discrepancy");
        return new AlternatingTraining(
                settings, new ParticleObjective(density, settings.scale(), kernel::descent), random, compute);
    }
}
