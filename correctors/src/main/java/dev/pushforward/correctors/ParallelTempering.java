package dev.pushforward.correctors;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Correction;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.core.dynamics.ChainStates;
import dev.pushforward.core.dynamics.Mala;
import dev.pushforward.core.dynamics.StepSize;
import dev.pushforward.core.dynamics.Transitions;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Rows;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.random.RandomGenerator;

/**
 * Parallel tempering, or replica exchange (Swendsen and Wang 1986, doi:10.1103/PhysRevLett.57.2607; Geyer 1991): each
 * draw becomes the coldest of K replicas, which follow {@code q^beta} at inverse temperatures
 * {@code 1 = beta_1 > ... > beta_K = hottest}, geometrically spaced. A sweep moves every replica by MALA, then lets
 * neighbours exchange their points with probability {@code min(1, (q(y) / q(x))^(beta_i - beta_j))}. Where the hottest
 * replicas cross a barrier, the coldest gets both sides in their right proportion, whatever the draws' own proportions
 * were: this mends the weights of separated modes, which a Fisher divergence hardly sees.
 *
 * <p>A sweep of fixed step sizes leaves the product of the tempered laws exactly invariant, and the target as the law
 * of the coldest replica with it. The replicas do not start there: all of them start at the draw, and neighbours
 * exchange points before the hotter ones have forgotten it. So even exact draws first lose their law, which returns as
 * points travel the ladder: a few sweeps do harm, and a hundred or more are to be given, those of the adaptation among
 * them. With 5 replicas down to 0.1, exact draws of N(0, 1) have the variance 0.98 after one sweep at a step size of
 * 0.05, 0.91 after 10, 0.95 after 20, 0.99 after 50, and 1.00 after 50 sweeps of adaptation. Of exact draws of two
 * wells behind a barrier of 10 nats, the lighter with 0.156 of the mass, 0.146 are in it after 50 sweeps of adaptation,
 * 0.153 after 50 more, and 0.155 to 0.159 after 150 to 450 (standard error 0.0015).
 *
 * <p>Weighted draws keep their weights, as they do with any kernel. What the replicas have forgotten their weights no
 * longer mend: the estimates are as right as without weights, and noisier by them, so resample first. Cost: K
 * evaluations of density and score per sweep and draw, and one per draw to begin with.
 */
public final class ParallelTempering implements Corrector {
    private static final Mala KERNEL = new Mala();

    /**
     * How the replicas are run.
     *
     * @param sweeps kept sweeps
     * @param adaptation sweeps before those, during which each temperature's step size is steered to MALA's best
     *     acceptance
     * @param replicas K, at least 2
     * @param hottest inverse temperature of the hottest replica, in (0, 1)
     * @param stepSize MALA's step size to begin with, at temperature 1; hotter replicas begin with steps larger by
     *     1/beta
     */
    public record Settings(int sweeps, int adaptation, int replicas, double hottest, double stepSize) {
        /** Checks the values. */
        public Settings {
            if (sweeps < 0 || adaptation < 0 || replicas < 2 || !(hottest > 0 && hottest < 1) || !(stepSize > 0)) {
                throw new IllegalArgumentException("sweeps = " + sweeps + ", adaptation = " + adaptation
                        + ": must be at least 0; replicas = " + replicas + ": must be at least 2; hottest = " + hottest
                        + ": must be between 0 and 1; step size = " + stepSize + ": must be above 0");
            }
        }

        /** The inverse temperatures, 1 first. */
        double[] ladder() {
            double[] betas = new double[replicas];
            for (int k = 0; k < replicas; k++) {
                betas[k] = Math.pow(hottest, (double) k / (replicas - 1));
            }
            return betas;
        }
    }

    private final Settings settings;
    private final Compute compute;

    /** With these settings. */
    public ParallelTempering(Settings settings, Compute compute) {
        this.settings = settings;
        this.compute = compute;
    }

    /**
     * The acceptance rate reported is that of exchanges between neighbours, over the kept sweeps; the step size that
     * of the coldest replica. Draws where the density is 0, and log densities that are not finite, are treated as
     * {@link Metropolis} treats them; pairs of replicas of which one stands where the density is 0 are left out of the
     * rate of exchanges.
     */
    @Override
    public Correction correct(DensityTarget target, Draws draws, RandomStream random) {
        Euclidean.require(target, "parallel tempering");
        double[] betas = settings.ladder();
        List<Rows> rows = ChainBlocks.of(draws);
        List<Block> blocks = ChainBlocks.places(rows);
        compute.workers()
                .run(
                        rows.size(),
                        b -> blocks.set(
                                b,
                                new Block(
                                        target,
                                        betas,
                                        rows.get(b),
                                        draws.points(),
                                        random.split(b).generator())));
        Workload work = Workload.of((long) rows.size() * (settings.adaptation() + settings.sweeps()));
        List<StepSize> stepSizes = new ArrayList<>();
        for (double beta : betas) {
            stepSizes.add(new StepSize(settings.stepSize() / beta, KERNEL.bestAcceptance()));
        }
        for (int t = 0; t < settings.adaptation() && !rows.isEmpty(); t++) {
            int sweep = t;
            double[] h = stepSizes.stream().mapToDouble(StepSize::value).toArray();
            compute.workers().run(rows.size(), b -> blocks.get(b).sweep(h, sweep));
            work.done(rows.size());
            for (int k = 0; k < betas.length; k++) {
                stepSizes.get(k).adapt(made(blocks, k), target.name());
            }
        }
        stepSizes.getFirst().refuseFailure(made(blocks, 0), target.name()); // a hotter replica's target is flatter
        blocks.forEach(Block::forget);
        double[] h = stepSizes.stream().mapToDouble(StepSize::value).toArray();
        compute.workers().run(rows.size(), b -> {
            for (int t = 0; t < settings.sweeps(); t++) {
                blocks.get(b).sweep(h, t);
                work.done(1);
            }
        });
        double exchanged = 0;
        double tried = 0;
        long undefined = 0;
        int stuck = 0;
        for (Block block : blocks) {
            exchanged += block.exchanged;
            tried += block.tried;
            undefined += block.made.stream().mapToLong(Transitions::undefined).sum();
            stuck += block.replicas.getFirst().outside();
        }
        long evaluations = draws.count() * (1 + (long) betas.length * (settings.adaptation() + settings.sweeps()));
        Draws moved = ChainBlocks.join(
                draws, rows, blocks, block -> block.replicas.get(0).x());
        boolean none = settings.sweeps() == 0 || draws.count() == 0;
        OptionalDouble rate = none ? OptionalDouble.empty() : OptionalDouble.of(tried == 0 ? 0 : exchanged / tried);
        return new Correction(moved, rate, h[0], evaluations, evaluations, stuck, undefined);
    }

    /** The transitions of the replicas at one temperature. */
    private static List<Transitions> made(List<Block> blocks, int k) {
        return blocks.stream().map(block -> block.made.get(k)).toList();
    }

    /** q^beta. */
    private record Tempered(DensityTarget target, double beta) implements DensityTarget {
        @Override
        public Space space() {
            return target.space();
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return target.logDensity(x).mul(beta);
        }

        @Override
        public Tensor score(Tensor x) {
            return target.score(x).mul(beta);
        }

        @Override
        public Evaluation evaluate(Tensor x) {
            Evaluation at = target.evaluate(x);
            return new Evaluation(at.logDensity().mul(beta), at.score().mul(beta));
        }

        @Override
        public String name() {
            return target.name();
        }
    }

    /**
     * The replicas of some draws, moved by one thread at a time; replica k holds log densities and scores of q^beta_k.
     */
    private static final class Block {
        private final double[] betas;
        private final List<Transitions> made = new ArrayList<>();
        private final List<ChainStates> replicas = new ArrayList<>();
        private final RandomGenerator random;
        private double exchanged;
        private double tried;

        Block(DensityTarget target, double[] betas, Rows rows, Tensor points, RandomGenerator random) {
            this.betas = betas;
            this.random = random;
            try (Scope scope = Scope.open()) {
                ChainStates start = ChainStates.start(target, rows.of(points), rows.from(), KERNEL);
                for (double beta : betas) {
                    made.add(new Transitions(KERNEL, new Tempered(target, beta), rows.from()));
                    replicas.add(start.tempered(beta).kept());
                }
            }
        }

        void sweep(double[] h, int sweep) {
            for (int k = 0; k < betas.length; k++) {
                try (Scope scope = Scope.open()) {
                    made.get(k).move(replicas.get(k), h[k], random);
                }
            }
            // even and odd neighbours in turn: a point can travel the whole ladder in as many sweeps as it has rungs
            for (int k = sweep % 2; k + 1 < betas.length; k += 2) {
                try (Scope scope = Scope.open()) {
                    exchange(k);
                }
            }
        }

        private void exchange(int k) {
            ChainStates cold = replicas.get(k);
            ChainStates hot = replicas.get(k + 1);
            int n = cold.x().size(0);
            double[] mask = new double[n];
            for (int i = 0; i < n; i++) {
                double logRatio = (betas[k] - betas[k + 1])
                        * (hot.logDensity().get(i) / betas[k + 1]
                                - cold.logDensity().get(i) / betas[k]);
                double probability = Double.isNaN(logRatio) ? 0 : Math.min(1, Math.exp(logRatio));
                mask[i] = random.nextDouble() < probability ? 1 : 0;
                if (hot.logDensity().get(i) != Double.NEGATIVE_INFINITY
                        && cold.logDensity().get(i) != Double.NEGATIVE_INFINITY) {
                    exchanged += probability;
                    tried++;
                }
            }
            Tensor chosen = cold.x().like(mask, n);
            ChainStates colder = cold.replacedBy(hot.tempered(betas[k] / betas[k + 1]), chosen);
            ChainStates hotter = hot.replacedBy(cold.tempered(betas[k + 1] / betas[k]), chosen);
            cold.set(colder);
            hot.set(hotter);
        }

        /** What was counted during the adaptation. */
        void forget() {
            exchanged = 0;
            tried = 0;
            made.forEach(Transitions::clear);
        }
    }
}
