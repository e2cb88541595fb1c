package dev.pushforward.correctors;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.tensor.Scope;
import dev.pushforward.core.tensor.Tensor;
import dev.pushforward.core.train.Rows;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * Metropolis-Hastings transitions (Hastings 1970, doi:10.1093/biomet/57.1.97) by a {@link MarkovKernel}: a proposal is accepted with probability
 * {@code min(1, ratio)}. First the step size is adapted on all chains together, then the kept transitions leave the target exactly invariant. Cost: one
 * evaluation per chain to begin with, then those of the kernel per transition.
 */
public final class Metropolis implements Corrector {
    private final MarkovKernel kernel;
    private final MetropolisSettings settings;
    private final Compute compute;

    /** Transitions of this kernel. */
    public Metropolis(MarkovKernel kernel, MetropolisSettings settings, Compute compute) {
        this.kernel = kernel;
        this.settings = settings;
        this.compute = compute;
    }

    @Override
    public Correction correct(DensityTarget target, Draws draws, RandomStream random) {
        Euclidean.require(target, "a Metropolis kernel");
        List<Rows> rows = Blocks.of(draws);
        List<Block> blocks = Blocks.places(rows);
        compute.workers().run(rows.size(), b -> blocks.set(b, new Block(target, rows.get(b).of(draws.points()), random.split(b).generator())));
        var stepSize = new StepSize(settings.stepSize(), settings.acceptance());
        for (int t = 0; t < settings.adaptation() && !rows.isEmpty(); t++) {
            double h = stepSize.value();
            compute.workers().run(rows.size(), b -> blocks.get(b).move(h));
            stepSize.adapt(takeAccepted(blocks) / draws.count());
        }
        double h = stepSize.value();
        compute.workers().run(rows.size(), b -> {
            for (int t = 0; t < settings.steps(); t++) {
                blocks.get(b).move(h);
            }
        });
        long kept = (long) settings.steps() * draws.count();
        OptionalDouble rate = kept == 0 ? OptionalDouble.empty() : OptionalDouble.of(takeAccepted(blocks) / kept);
        long evaluations = draws.count() * (1 + (long) kernel.evaluations() * (settings.adaptation() + settings.steps()));
        Draws moved = Blocks.join(draws, rows, blocks, block -> block.states.x());
        return new Correction(moved, rate, h, evaluations, kernel.usesScores() ? evaluations : 0);
    }

    /** The sum of acceptance probabilities since it was last taken, in the order of the blocks. */
    private static double takeAccepted(List<Block> blocks) {
        double sum = 0;
        for (Block block : blocks) {
            sum += block.accepted;
            block.accepted = 0;
        }
        return sum;
    }

    /** Some chains, moved by one thread at a time. */
    private final class Block {
        private final DensityTarget target;
        private final RandomGenerator random;
        private final ChainStates states;
        private double accepted;

        Block(DensityTarget target, Tensor x, RandomGenerator random) {
            this.target = target;
            this.random = random;
            try (Scope scope = Scope.open()) {
                this.states = ChainStates.start(target, x, kernel).kept();
            }
        }

        void move(double stepSize) {
            try (Scope scope = Scope.open()) {
                accepted += transition(kernel, target, states, stepSize, random);
            }
        }
    }

    /** One transition of every chain, in place; the sum of the acceptance probabilities. */
    static double transition(MarkovKernel kernel, DensityTarget target, ChainStates states, double stepSize, RandomGenerator random) {
        MarkovKernel.Proposal proposal = kernel.propose(target, states, stepSize, random);
        int n = states.x().size(0);
        double[] mask = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double logRatio = proposal.logRatio().get(i);
            double probability = Double.isNaN(logRatio) ? 0 : Math.min(1, Math.exp(logRatio));
            sum += probability;
            mask[i] = random.nextDouble() < probability ? 1 : 0;
        }
        states.set(states.replacedBy(proposal.states(), states.x().like(mask, n)));
        return sum;
    }
}
