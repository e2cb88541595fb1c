package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.GuardedTarget;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.generator.FlowDensity;
import dev.pushforward.core.generator.FlowSampler;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.CouplingFlow;
import dev.pushforward.core.nn.MovingAverage;
import dev.pushforward.core.nn.Parameters;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Descent;
import dev.pushforward.core.train.IterativeTraining;
import dev.pushforward.tensor.Tensor;

/**
 * A normalising flow of affine couplings (Dinh, Sohl-Dickstein and Bengio 2017, arXiv:1605.08803) trained by the
 * reverse Kullback-Leibler divergence (Rezende and Mohamed 2015, arXiv:1505.05770): {@code x = scale T(z)}, z standard
 * normal, T a {@link CouplingFlow}; it descends
 *
 * <pre>{@code
 * E log p(x) - log q(x) = KL(p | q) - log Z,
 * log p(x) = log N(z; 0, I) - log |det dT/dz| - d log scale,
 * }</pre>
 *
 * with the exact density p of its own draws: nothing is estimated beside it, and p is the
 * {@link TrainedSampler#learnedDensity learned density}. The loss that a step reports is that mean over its draws, so
 * that minus its expectation is a lower bound on log Z. It seeks modes: what p does not reach costs nothing. What is
 * drawn from is the moving average of the parameters.
 *
 * <p>Cost of an iteration: {@code batch} passes through the flow and back, and as many evaluations of the log density
 * of a minibatch of the target with one reverse sweep. Randomness: iteration t draws from {@code random.split(t)}.
 * Errors: a target or loss that is not finite, such as a density of 0, ends the training with a
 * {@link DivergenceException} that names it, the iteration and the first bad row.
 */
public final class CouplingFlowSampler implements ImplicitSampler {
    private final CouplingFlowSettings settings;
    private final Compute compute;

    /** With these settings, precision and threads. */
    public CouplingFlowSampler(CouplingFlowSettings settings, Compute compute) {
        this.settings = settings;
        this.compute = compute;
    }

    /** @throws IllegalArgumentException if the target has no density, or does not live in R^d with d at least 2 */
    @Override
    public Training start(Target target, RandomStream random) {
        DensityTarget density = DensityTarget.of(target, "a coupling flow");
        Euclidean.require(target, "a coupling flow");
        if (target.dimension() < 2) {
            throw new IllegalArgumentException(
                    "a coupling flow moves half of the coordinates by the other half, so that at least 2 are needed,"
                            + " and "
                            + target.name() + " has " + target.dimension()
                            + ": take another sampler, such as kl or afis");
        }
        return new FlowTraining(density, random);
    }

    /** The loss of each row, {@code log p(x) - log q(x)} at x = scale T(z); the flow's gradient flows through both. */
    static Tensor perRow(CouplingFlow flow, double scale, DensityTarget target, Tensor z) {
        CouplingFlow.Image image = flow.apply(z);
        Tensor logP = FlowDensity.logNormal(z).sub(image.logDeterminant()).sub(z.size(1) * Math.log(scale));
        return logP.sub(target.logDensity(image.points().mul(scale)));
    }

    private final class FlowTraining extends IterativeTraining {
        private final DensityTarget target;
        private final CouplingFlow flow;
        private final Descent descent;
        private final MovingAverage average;

        FlowTraining(DensityTarget target, RandomStream random) {
            super(settings.iterations(), random);
            this.target = new GuardedTarget(target);
            this.flow = CouplingFlow.create(
                    target.dimension(),
                    settings.couplings(),
                    settings.network(),
                    compute.dtype(),
                    random.split("flow"));
            Parameters parameters = part("flow", flow.parameters());
            this.average = part("average", new MovingAverage(parameters, settings.averaging()));
            this.descent = part(
                    "adam",
                    new Descent(
                            "loss of the flow", parameters, new Adam(parameters, settings.adam()), compute.workers()));
        }

        @Override
        protected StepInfo step(long iteration, RandomStream now) {
            DensityTarget q = target.minibatch(now.split("minibatch"));
            double loss = descent.step(
                    settings.batch(),
                    now,
                    (rows, r) -> perRow(
                            flow,
                            settings.scale(),
                            q,
                            Tensor.normal(compute.dtype(), r.generator(), rows.count(), flow.dimension())));
            average.update(flow.parameters(), compute.workers());
            return StepInfo.of("loss", loss);
        }

        @Override
        public TrainedSampler sampler() {
            return new FlowSampler(flow.with(average.average()), settings.scale(), compute);
        }
    }
}
