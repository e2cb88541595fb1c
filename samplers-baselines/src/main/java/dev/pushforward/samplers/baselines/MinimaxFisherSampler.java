package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.Parts;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.Training;
import dev.pushforward.core.coordinates.ScaledTarget;
import dev.pushforward.core.generator.AlternatingTraining;
import dev.pushforward.core.generator.GeneratorObjective;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Network;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Descent;
import dev.pushforward.tensor.Tensor;
import java.util.function.Supplier;

/**
 * Minimax training by the Fisher divergence (Fisher-NS of Hu et al. 2018, arXiv:1810.03545). No score of the sampler's
 * law is estimated: a critic, a network {@code f: [n, d] -> [n, d]}, ascends the {@link MinimaxFisherLoss}, whose
 * greatest value is the divergence over {@code 4 lambda}, on fresh draws of the sampler; the generator descends the
 * same loss with f fixed. A critic behind its best leaves the generator a gradient of something else, and the two may
 * circle instead of settling. With a weight above 0 the generator also descends the squared kernel Stein discrepancy of
 * its batch, which no critic can spoil, in memory and time that grow with batch^2.
 *
 * <p>All terms but the discrepancy are linear in the target's score, so one minibatch of a target leaves their
 * gradients unbiased; the discrepancy takes two. The loss that a step reports estimates the divergence over
 * {@code 4 lambda} from below (with a discrepancy, less what is differentiated of that), and the critic's loss minus
 * the same.
 *
 * <p>Cost of an iteration: {@code scoreSteps} steps of the critic, each with {@code batch} evaluations of the target's
 * score and d or {@code slices} forward sweeps of tangents through f with their reverse; the same once for the
 * generator, with one vector-Jacobian product of the score. Randomness and errors: see {@link AlternatingTraining}.
 */
public final class MinimaxFisherSampler implements ImplicitSampler {
    private final MinimaxFisherSettings settings;
    private final Compute compute;

    /** With these settings, precision and threads. */
    public MinimaxFisherSampler(MinimaxFisherSettings settings, Compute compute) {
        this.settings = settings;
        this.compute = compute;
    }

    /** @throws IllegalArgumentException if the target has no density or does not live in R^d */
    @Override
    public Training start(Target target, RandomStream random) {
        DensityTarget density = DensityTarget.of(target, "a minimax Fisher sampler");
        Euclidean.require(density, "a minimax Fisher sampler");
        return new AlternatingTraining(settings.training(), new Objective(density, random), random, compute);
    }

    private final class Objective implements GeneratorObjective {
        private final DensityTarget target;
        private final Network critic;
        private final Network frozen;
        private final Descent descent;

        Objective(DensityTarget target, RandomStream random) {
            this.target = ScaledTarget.checked(target, settings.training().scale());
            int d = target.dimension();
            this.critic = settings.critic()
                    .create(d, d, compute.dtype(), random.split("critic").generator());
            this.frozen = critic.frozen();
            this.descent = new Descent(
                    "critic's loss",
                    critic.parameters(),
                    new Adam(critic.parameters(), settings.criticAdam()),
                    compute.workers());
        }

        @Override
        public DensityTarget target() {
            return target;
        }

        @Override
        public StepInfo fit(long iteration, Tensor x, RandomStream random) {
            DensityTarget q = target.minibatch(random.split("minibatch"));
            return StepInfo.of("loss", descent.step(x.size(0), random.split("slices"), (rows, r) -> {
                Tensor at = rows.of(x);
                return settings.loss()
                        .perRow(critic::apply, q.score(at), at.tracked(), r)
                        .neg();
            }));
        }

        @Override
        public RowLoss loss(long iteration, Supplier<Tensor> batch, RandomStream random) {
            DensityTarget q = target.minibatch(random.split("minibatch"));
            RowLoss own = (rows, x, r) -> settings.loss().perRow(frozen::apply, q.score(x), x, r.split("slices"));
            if (settings.discrepancyWeight() == 0) {
                return own;
            }
            Tensor stein = SteinKernel.RBF.descent(target, batch.get(), random).mul(settings.discrepancyWeight());
            return (rows, x, r) ->
                    own.perRow(rows, x, r).sub(rows.of(stein).mul(x).sum(1));
        }

        @Override
        public StepInfo report(long iteration, StepInfo step) {
            return step;
        }

        @Override
        public Parts parts() {
            return Parts.of("critic", critic.parameters()).and("critic-adam", descent);
        }

        @Override
        public void close() {
            // parameters and moments are freed with this object
        }
    }
}
