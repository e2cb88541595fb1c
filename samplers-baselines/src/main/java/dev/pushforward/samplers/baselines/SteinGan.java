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
import dev.pushforward.tensor.Tensor;

/**
 * Amortised Stein variational gradient descent (Wang, Liu 2016, arXiv:1611.01722): each draw of the batch moves along
 * {@code phi_i = [sum_j k_ij s_q(x_j) + sum_j (x_i - x_j) k_ij / h^2] / sum_j k_ij}, with
 * {@code k_ij = exp(-|x_i - x_j|^2 / (2 h^2))} and h by the median rule, 1 where most draws coincide, and the generator
 * after it, which descends {@code -E x . phi}. Nothing is estimated beside it. The field couples the batch, in memory
 * and time that grow with batch^2.
 *
 * <p>Cost of an iteration: {@code batch} evaluations of the target's score. Randomness and errors: see
 * {@link AlternatingTraining}.
 */
public final class SteinGan implements ImplicitSampler {
    private final AlternatingSettings settings;
    private final Compute compute;

    /** With these settings, whose {@code scoreSteps} are 0, precision and threads. */
    public SteinGan(AlternatingSettings settings, Compute compute) {
        this.settings = settings;
        this.compute = compute;
    }

    /** @throws IllegalArgumentException if the target has no density or does not live in R^d */
    @Override
    public Training start(Target target, RandomStream random) {
        DensityTarget density = DensityTarget.of(target, "amortised Stein variational gradient descent");
        Euclidean.require(density, "amortised Stein variational gradient descent");
        return new AlternatingTraining(
                settings,
                new ParticleObjective(
                        density, settings.scale(), (q, x, key) -> direction(q.minibatch(key.split("minibatch")), x)),
                random,
                compute);
    }

    /** phi, {@code [n, d] -> [n, d]}. */
    static Tensor direction(DensityTarget target, Tensor x) {
        Tensor at = x.detach();
        Tensor centred = Pairs.centred(at);
        Tensor distances = Pairs.squaredDistances(centred);
        double h2 = Pairs.medianBandwidth(distances);
        Tensor k = distances.mul(-0.5 / h2).exp();
        Tensor weight = k.sum(1).unsqueeze(1);
        Tensor attraction = k.matmul(target.score(at));
        Tensor repulsion = centred.mul(weight).sub(k.matmul(centred)).mul(1 / h2);
        return attraction.add(repulsion).div(weight).detach();
    }
}
