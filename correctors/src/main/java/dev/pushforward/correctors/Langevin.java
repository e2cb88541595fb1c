package dev.pushforward.correctors;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.dynamics.LangevinStep;
import dev.pushforward.core.dynamics.OutsideSupport;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Rows;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import dev.pushforward.tensor.parallel.Workload;
import java.util.List;
import java.util.OptionalDouble;

/**
 * The unadjusted Langevin algorithm (Parisi 1981; Roberts and Tweedie 1996, doi:10.2307/3318418):
 * {@code x <- x + (h/2) s(x) + sqrt(h) n}, on a curved space along the geodesic of that velocity. Accepts always, so
 * the distribution it leaves invariant differs from the target by O(h). Cost: one score evaluation per step and chain.
 *
 * <p>A target that offers minibatches gives each step a new one, the same for all chains: stochastic gradient Langevin
 * dynamics (Welling and Teh 2011, Bayesian learning via stochastic gradient Langevin dynamics), whose law comes to that
 * of the target as the steps fall to 0.
 *
 * <p>It never asks for the density, so it does not see the edge of a bounded support: it carries draws across, and
 * leaves them there. Where the density is 0 and the score not finite, the score is taken as 0. How many draws are left
 * outside is to be measured afterwards.
 */
public final class Langevin implements Corrector {
    private final int steps;
    private final Schedule stepSize;
    private final Compute compute;

    /**
     * So many steps of this size.
     *
     * @param steps 0 or more
     * @param stepSize h, above 0; the drift moves by h/2
     */
    public Langevin(int steps, double stepSize, Compute compute) {
        this(steps, Schedule.constant(stepSize), compute);
    }

    /**
     * So many steps of sizes that change.
     *
     * @param steps 0 or more
     * @param stepSize h of step t from 0, above 0; the drift moves by h/2
     */
    public Langevin(int steps, Schedule stepSize, Compute compute) {
        if (steps < 0 || !(stepSize.at(0) > 0)) {
            throw new IllegalArgumentException(
                    "steps = " + steps + ": must be at least 0; step size = " + stepSize.at(0) + ": must be above 0");
        }
        this.steps = steps;
        this.stepSize = stepSize;
        this.compute = compute;
    }

    @Override
    public Correction correct(DensityTarget target, Draws draws, RandomStream random) {
        List<Rows> rows = ChainBlocks.of(draws);
        List<Tensor> blocks = ChainBlocks.places(rows);
        Workload work = Workload.of((long) rows.size() * steps);
        RandomStream minibatches = random.split("minibatches");
        compute.workers().run(rows.size(), b -> {
            Tensor x = rows.get(b).of(draws.points()).kept();
            var noise = random.split(b).generator();
            int first = rows.get(b).from();
            for (int t = 0; t < steps; t++) {
                double h = stepSize.at(t);
                try (Scope scope = Scope.open()) {
                    Tensor n = Tensor.normal(x.dtype(), noise, x.shape());
                    Tensor score = OutsideSupport.scores(target.minibatch(minibatches.split(t)), first, x);
                    var step = new LangevinStep(target.space(), Tensor.scalar(DType.FLOAT64, h / 2));
                    TensorMemory.copy(step.move(x, score, n), x);
                }
                work.done(1);
            }
            blocks.set(b, x);
        });
        Draws moved = ChainBlocks.join(draws, rows, blocks, x -> x);
        return new Correction(
                moved, OptionalDouble.empty(), stepSize.at(Math.max(0, steps - 1)), 0, (long) steps * draws.count());
    }
}
