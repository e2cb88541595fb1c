package dev.pushforward.core.generator;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Network;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Descent;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workload;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;

/**
 * A lower bound of the Fisher divergence {@code D = E |s_q - s_p|^2} at points of p, between p, the law of
 * {@code y = alpha x + sigma e} for draws x of a sampler and e standard normal, and a target q with score s_q. p's own
 * score s_p is known to nobody, and an estimate of it put in its place adds its squared error to D, or, if the sampler
 * was trained by it, hides what it does not see. The bound does without: for any field f,
 * <pre>
 *   E[2 f . (s_q - s_p) - |f|^2] = D - E |f - (s_q - s_p)|^2 &lt;= D,
 *   E[f . s_p] = E[f . c],   c = -e / sigma, the score of y given x,
 * </pre>
 * so {@code 2 f . (s_q - c) - |f|^2}, averaged over draws that f was not fitted to, is an unbiased estimate of a number
 * that is at most D, and D itself at {@code f = s_q - s_p}. What f misses is missing from it: near 0 it says that f saw
 * no difference, not that there is none. It may be below 0 where f has fitted noise.
 *
 * <p>f is a <em>critic</em>: a network fitted anew, to fresh draws, by ascent of the bound itself. Each draw is taken
 * with e and with -e, whose average has a variance that stays bounded as sigma falls to 0, where it is that of
 * {@code 2 (f . s_q + e . (grad f) e) - |f|^2}. The target's score enters linearly, so minibatches of a target leave
 * the estimate unbiased; a field {@code s_q - s}, of which the losses of samplers are made, would need two independent
 * ones for {@code |f|^2}.
 *
 * <p>The standard error is that of the mean of groups of {@value #GROUP} draws, each with a minibatch of its own: it
 * holds for the critic at hand.
 *
 * <p>Cost: {@code fits} steps of the critic on {@code 2 batch} points, and {@code 2 (fits batch + draws)} evaluations
 * of the target's score. Randomness: all from the key that is given. Source of the bound: the Stein discrepancy of Hu
 * et al. 2018, arXiv:1810.03545, with the penalty {@code |f|^2}; of the identity for c: Vincent 2011,
 * doi:10.1162/NECO_a_00142.
 */
public final class FisherBound {
    /** Draws that share a minibatch of the target. */
    static final int GROUP = 50;

    private static final double RATE = 2e-3;

    private final DensityTarget target;
    private final Noise noise;
    private final Compute compute;

    /**
     * Of this target and samplers under this noise.
     *
     * @throws IllegalArgumentException if the target does not live in R^d
     */
    public FisherBound(DensityTarget target, Noise noise, Compute compute) {
        Euclidean.require(target, "the bound of the Fisher divergence by which a training checks itself");
        this.target = target;
        this.noise = noise;
        this.compute = compute;
    }

    /**
     * The bound for a sampler, by a critic that is fitted for it: the measurement {@code fisher}, a lower bound, of
     * which lower is better, of a divergence that is not known.
     *
     * @param sampler in the target's units
     * @throws DivergenceException if a value is not finite
     */
    public Measurement measure(SelfCheckSettings settings, TrainedSampler sampler, RandomStream random) {
        return estimate(
                critic(settings, sampler, random.split("critic")), sampler, settings.draws(), random.split("estimate"));
    }

    /** A lower bound of the divergence, in the target's units. */
    static Measurement fisher(double value, double standardError) {
        return new Measurement(
                "fisher",
                value,
                OptionalDouble.of(standardError),
                "1/length^2",
                Measurement.Better.LOWER,
                Measurement.Bound.LOWER_BOUND,
                OptionalDouble.empty());
    }

    /** A critic for a sampler, in memory of its own. */
    UnaryOperator<Tensor> critic(SelfCheckSettings settings, TrainedSampler sampler, RandomStream random) {
        int d = target.dimension();
        Network critic = settings.critic()
                .create(d, d, compute.dtype(), random.split("network").generator());
        var adam = new Adam(critic.parameters(), Adam.Settings.of(Schedule.falling(RATE, settings.fits(), 0.5)));
        var descent = new Descent("loss of the check's critic", critic.parameters(), adam, compute.workers());
        Workload work = Workload.of(settings.fits());
        for (int t = 0; t < settings.fits(); t++) {
            RandomStream now = random.split(t);
            try (Scope scope = Scope.open()) {
                Tensor x = sampler.draw(settings.batch(), now.split("draw")).points();
                DensityTarget q = target.minibatch(now.split("minibatch"));
                descent.step(settings.batch(), now.split("noise"), (rows, r) -> perRow(
                                critic::apply, q, rows.of(x), Noise.like(rows.of(x), r))
                        .neg());
            }
            work.done(1);
        }
        return critic.frozen()::apply;
    }

    /**
     * The bound by this field on so many fresh draws.
     *
     * @param field {@code [n, d] -> [n, d]}, constants
     */
    Measurement estimate(UnaryOperator<Tensor> field, TrainedSampler sampler, int draws, RandomStream random) {
        int groups = draws / GROUP;
        double[] sums = new double[groups];
        int[] sizes = new int[groups];
        compute.workers().run(groups, g -> {
            RandomStream own = random.split(g);
            sizes[g] = (int) ((g + 1L) * draws / groups - (long) g * draws / groups);
            try (Scope scope = Scope.open()) {
                Tensor x = sampler.draw(sizes[g], own.split("draw")).points();
                Tensor rows =
                        perRow(field, target.minibatch(own.split("minibatch")), x, Noise.like(x, own.split("noise")));
                for (int i = 0; i < sizes[g]; i++) {
                    sums[g] += rows.get(i);
                }
            }
        });
        double mean = 0;
        for (double sum : sums) {
            mean += sum / draws;
        }
        double squares = 0;
        for (int g = 0; g < groups; g++) {
            double from = sums[g] - sizes[g] * mean;
            squares += from * from;
        }
        if (!Double.isFinite(squares)) {
            throw new DivergenceException("the check's estimate of the Fisher divergence is " + mean);
        }
        return fisher(mean, Math.sqrt(squares * groups / (groups - 1)) / draws);
    }

    /**
     * The bound's integrand at draws x, the mean over e and -e: {@code [n, d], [n, d] -> [n]}, differentiable in the
     * field's parameters.
     */
    Tensor perRow(UnaryOperator<Tensor> field, DensityTarget q, Tensor x, Tensor e) {
        return oneSided(field, q, x, e).add(oneSided(field, q, x, e.neg())).mul(0.5);
    }

    private Tensor oneSided(UnaryOperator<Tensor> field, DensityTarget q, Tensor x, Tensor e) {
        Tensor y = noise.on(x, e);
        Tensor f = field.apply(y);
        Tensor scores = q.score(y).detach().add(e.mul(1 / noise.sigma())); // s_q - c
        return f.mul(scores).sum(1).mul(2).sub(f.square().sum(1));
    }
}
