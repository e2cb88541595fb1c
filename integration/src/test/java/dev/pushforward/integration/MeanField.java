package dev.pushforward.integration;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.GuardedTarget;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Parameters;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Descent;
import dev.pushforward.core.train.IterativeTraining;
import dev.pushforward.tensor.Tensor;
import java.util.Map;

// snippet: sampler
/** Fits x = m + exp(s) z, z standard normal, by gradients of the divergence KL(sampler, target). */
public record MeanField(int iterations, int batch, double rate, Compute compute) implements ImplicitSampler {
    @Override
    public Training start(Target target, RandomStream random) {
        Euclidean.require(target, "mean field");
        return new Fit(new GuardedTarget(DensityTarget.of(target, "mean field")), random);
    }

    private final class Fit extends IterativeTraining { // counts, gathers the state, names the iteration in errors
        private final DensityTarget target;
        private final Parameters parameters;
        private final Descent descent;

        Fit(DensityTarget target, RandomStream random) {
            super(iterations, random);
            this.target = target;
            Tensor start = Tensor.zeros(compute.dtype(), 2, target.dimension()); // m, then s
            parameters = part("parameters", new Parameters(Map.of("gaussian", start))); // a part of the saved state
            Adam adam = new Adam(parameters, Adam.Settings.of(Schedule.constant(rate)));
            descent = part("adam", new Descent("KL divergence", parameters, adam, compute.workers()));
        }

        @Override
        protected StepInfo step(long iteration, RandomStream random) {
            DensityTarget some = target.minibatch(random.split("minibatch"));
            Tensor gaussian = parameters.get("gaussian"); // tracked: Descent differentiates with respect to it
            // one loss for each of these rows of the batch
            return StepInfo.of("loss", descent.step(batch, random.split("batch"), (rows, r) -> {
                Tensor x = push(gaussian, rows.count(), r);
                return some.logDensity(x).neg().sub(gaussian.row(1).sum());
            }));
        }

        private Tensor push(Tensor gaussian, int n, RandomStream r) { // [2, d] -> [n, d]
            Tensor z = Tensor.normal(compute.dtype(), r.generator(), n, target.dimension());
            return z.mul(gaussian.row(1).exp()).add(gaussian.row(0));
        }

        @Override
        public TrainedSampler sampler() {
            return (n, r) -> Draws.of(push(parameters.get("gaussian").detach(), n, r));
        }
    }
}
// end
