package dev.pushforward.correctors;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.dynamics.ChainStates;
import dev.pushforward.core.dynamics.MarkovKernel;
import dev.pushforward.core.dynamics.StepSize;
import dev.pushforward.core.dynamics.Transitions;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Rows;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workload;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * Metropolis-Hastings transitions (Hastings 1970, doi:10.1093/biomet/57.1.97) by a {@link MarkovKernel}, one of
 * Pushforward's or one's own: a proposal is accepted with probability {@code min(1, ratio)}. First the step size is
 * adapted on all chains together, then the kept transitions leave the target exactly invariant. Cost: one evaluation
 * per chain to begin with, then those of the kernel per transition.
 *
 * <p>A draw where the density is 0 accepts the first proposal of positive density. Until then it stays where it is, and
 * neither the adaptation nor the acceptance rate counts it; the draws that are left there are counted in
 * {@link Correction#stuck}. A draw of which the log density is NaN or +infinity is refused, and so is a proposal at
 * +infinity. A proposal at NaN is rejected and counted in {@link Correction#undefined}.
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

    /**
     * @throws IllegalArgumentException if the kernel does not move on the target's space, or a draw is not finite
     * @throws DivergenceException if the log density of a draw is NaN or +infinity, or its score is not finite where
     *     the density is positive; if the log density of a proposal is +infinity; or if adaptation finds no step size,
     *     as on a target that is flat everywhere
     */
    @Override
    public Correction correct(DensityTarget target, Draws draws, RandomStream random) {
        List<Rows> rows = ChainBlocks.of(draws);
        List<Block> blocks = ChainBlocks.places(rows);
        Workload work = Workload.of((long) rows.size() * (1 + settings.adaptation() + settings.steps()));
        compute.workers().run(rows.size(), b -> {
            blocks.set(
                    b,
                    new Block(
                            target, rows.get(b), draws.points(), random.split(b).generator()));
            work.done(1);
        });
        List<Transitions> made = blocks.stream().map(block -> block.made).toList();
        var stepSize = new StepSize(settings.stepSize(), settings.acceptance());
        for (int t = 0; t < settings.adaptation() && !rows.isEmpty(); t++) {
            double h = stepSize.value();
            compute.workers().run(rows.size(), b -> blocks.get(b).move(h));
            work.done(rows.size());
            stepSize.adapt(made, target.name());
        }
        stepSize.refuseFailure(made, target.name());
        double h = stepSize.value();
        compute.workers().run(rows.size(), b -> {
            for (int t = 0; t < settings.steps(); t++) {
                blocks.get(b).move(h);
                work.done(1);
            }
        });
        double accepted = 0;
        long proposals = 0;
        long undefined = 0;
        for (Transitions some : made) {
            accepted += some.accepted();
            proposals += some.proposals();
            undefined += some.undefined();
        }
        boolean tried = settings.steps() > 0 && draws.count() > 0;
        OptionalDouble rate =
                tried ? OptionalDouble.of(proposals == 0 ? 0 : accepted / proposals) : OptionalDouble.empty();
        int stuck = blocks.stream().mapToInt(block -> block.states.outside()).sum();
        long evaluations =
                draws.count() * (1 + (long) kernel.evaluations() * (settings.adaptation() + settings.steps()));
        Draws moved = ChainBlocks.join(draws, rows, blocks, block -> block.states.x());
        return new Correction(moved, rate, h, evaluations, kernel.usesScores() ? evaluations : 0, stuck, undefined);
    }

    /** Some chains, moved by one thread at a time. */
    private final class Block {
        private final RandomGenerator random;
        private final ChainStates states;
        private final Transitions made;

        Block(DensityTarget target, Rows rows, Tensor points, RandomGenerator random) {
            this.random = random;
            this.made = new Transitions(kernel, target, rows.from());
            try (Scope scope = Scope.open()) {
                this.states = ChainStates.start(target, rows.of(points), rows.from(), kernel)
                        .kept();
            }
        }

        void move(double stepSize) {
            try (Scope scope = Scope.open()) {
                made.move(states, stepSize, random);
            }
        }
    }
}
