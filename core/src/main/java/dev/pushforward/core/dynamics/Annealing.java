package dev.pushforward.core.dynamics;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.SymmetricMatrix;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.List;

/**
 * One run of adaptive annealed sequential Monte Carlo (Del Moral, Doucet and Jasra 2006,
 * doi:10.1111/j.1467-9868.2006.00553.x) along {@code start^(1 - beta) target^beta}. The next beta is that at which the
 * weights' conditional effective sample size (Zhou, Johansen and Aston 2016, arXiv:1303.3123) is a given share of the
 * particles. Then islands with uneven weights resample, and all particles make some Hamiltonian moves (Duane et al.
 * 1987, doi:10.1016/0370-2693(87)91197-X). Masses follow the particles' covariance; step sizes are of all orders below
 * a largest one, which is adapted.
 */
final class Annealing {
    /**
     * How much a run spends.
     *
     * @param particles number of particles
     * @param effective share of them that stays effective from one beta to the next
     * @param moves Hamiltonian moves at each beta
     */
    record Effort(int particles, double effective, int moves) {
        /** Betas half as far apart, and twice the moves at each. */
        Effort grown() {
            return new Effort(particles, 1 - (1 - effective) / 2, 2 * moves);
        }

        /** In proportion to the evaluations that it takes, about: betas are as many as {@code (1 - effective)^-0.7}. */
        private double work() {
            return moves * Math.pow(1 - effective, -0.7);
        }
    }

    private static final int LEAPFROGS = 5;
    private static final double ACCEPTANCE =
            0.65; // best for Hamiltonian moves: Beskos et al. 2013, doi:10.3150/12-BEJ414
    private static final double LARGEST_STEP = 1.5; // in standard deviations: at 2 leapfrog is unstable
    private static final double ADAPTATION = 0.3;
    private static final int MOST_BETAS = 2000;
    private static final int BISECTIONS = 60;
    private static final double SMALLEST_LOG_STEP = -200;
    private static final int ISLAND = 250; // particles: a microbatch
    private static final int FEWEST_ISLANDS = 4;
    /** Particles per dimension from which their covariance is worth more than its noise. */
    private static final int PARTICLES_PER_DIMENSION = 10;
    /** Variances below this share of the largest are raised to it: resampled particles may span a subspace only. */
    private static final double SMALLEST_VARIANCE = 1e-12;

    private final List<Island> islands;
    private final DensityTarget target;
    private final NormalStart start;
    private final Effort effort;
    private final Compute compute;
    private final int particles;
    private int betas;
    private long evaluations;
    private double largestStep = LARGEST_STEP;

    /** At the start. Evaluates the target once per particle. */
    Annealing(DensityTarget target, NormalStart start, Effort effort, RandomStream random, Compute compute) {
        this.target = target;
        this.start = start;
        this.effort = effort;
        this.compute = compute;
        this.particles = effort.particles;
        this.evaluations = particles;
        int count = Math.max(FEWEST_ISLANDS, particles / ISLAND);
        var made = new Island[count];
        compute.workers().run(count, g -> {
            int size = (int) ((g + 1L) * particles / count - (long) g * particles / count);
            made[g] = new Island(target, start, size, compute.dtype(), random.split(g));
        });
        islands = List.of(made);
    }

    /**
     * Goes to the target, unless the start turns out to be too narrow for it.
     *
     * @param widest largest mean square that a coordinate may have, in the coordinates u in which it is 1 at the start
     * @return whether it got to the target, and no coordinate has a larger one there
     * @throws DivergenceException if no particle has a finite log density
     */
    boolean run(double widest) {
        double beta = 0;
        while (beta < 1) {
            double rest = 1 - beta;
            double step = Math.min(step(rest), rest);
            compute.workers().run(islands.size(), g -> islands.get(g).reweigh(step));
            beta = step == rest ? 1 : beta + step;
            betas++;
            move(beta);
            if (beta < 1 && (betas == MOST_BETAS || largestSquare() > 4 * widest)) {
                return false;
            }
        }
        return largestSquare() <= widest;
    }

    /** The step of beta that keeps the share that is asked for effective: by bisection of its logarithm. */
    private double step(double rest) {
        double[] w = weights();
        if (effective(w, rest) >= effort.effective) {
            return rest;
        }
        double low = Math.log(rest) + SMALLEST_LOG_STEP;
        double high = Math.log(rest);
        for (int i = 0; i < BISECTIONS; i++) {
            double middle = (low + high) / 2;
            if (effective(w, Math.exp(middle)) >= effort.effective) {
                low = middle;
            } else {
                high = middle;
            }
        }
        return Math.exp(low);
    }

    /** {@code (sum W r)^2 / sum W r^2} of the present weights W and {@code r = (target / start)^step}. */
    private double effective(double[] w, double step) {
        double largest = Double.NEGATIVE_INFINITY;
        for (Island island : islands) {
            for (int i = 0; i < island.size(); i++) {
                largest = Math.max(largest, island.logRatio(i));
            }
        }
        if (largest == Double.NEGATIVE_INFINITY) {
            throw new DivergenceException("the log density or the score of " + target.name() + " is not finite at all "
                    + particles + " points of " + start + ": an annealing needs some to start from");
        }
        double sum = 0;
        double squares = 0;
        int k = 0;
        for (Island island : islands) {
            for (int i = 0; i < island.size(); i++) {
                double r = Math.exp(step * (island.logRatio(i) - largest));
                sum += w[k] * r;
                squares += w[k] * r * r;
                k++;
            }
        }
        return sum * sum / squares;
    }

    private void move(double beta) {
        try (Scope scope = Scope.open()) {
            Mass mass = mass();
            double[] accepted = new double[islands.size()];
            for (int k = 0; k < effort.moves; k++) {
                double h = largestStep;
                compute.workers()
                        .run(islands.size(), g -> accepted[g] = islands.get(g).move(beta, h, LEAPFROGS, mass));
                double rate = Arrays.stream(accepted).sum() / particles;
                largestStep = Math.min(LARGEST_STEP, h * Math.exp(ADAPTATION * (rate - ACCEPTANCE)));
            }
            evaluations += (long) effort.moves * LEAPFROGS * particles;
        }
    }

    /** By the particles' covariance in u, or by their variances where they are too few for it. */
    private Mass mass() {
        int d = target.dimension();
        Tensor covariance = Moments.of(positions(), weights()).covariance();
        if (PARTICLES_PER_DIMENSION * d <= particles) {
            SymmetricMatrix matrix = SymmetricMatrix.of(covariance);
            double least = SMALLEST_VARIANCE * matrix.eigenvalues()[d - 1];
            return Mass.inverseOf(
                    SymmetricMatrix.of(matrix.map(v -> Math.max(v, least), DType.FLOAT64)), compute.dtype());
        }
        double[] precisions = new double[d];
        for (int j = 0; j < d; j++) {
            precisions[j] = 1 / covariance.get(j, j);
        }
        return Mass.diagonal(Tensor.of(compute.dtype(), precisions, d));
    }

    /** The largest weighted mean square of a coordinate u. */
    double largestSquare() {
        try (Scope scope = Scope.open()) {
            return Tensor.of(DType.FLOAT64, weights(), 1, particles)
                    .matmul(positions().cast(DType.FLOAT64).square())
                    .max(1)
                    .get(0);
        }
    }

    private Tensor positions() {
        return Tensor.concat(0, islands.stream().map(Island::positions).toList());
    }

    /** {@code [n, d]}. */
    Tensor points() {
        return start.points(positions());
    }

    /** Log weights, of which the mean of the exponentials estimates Z. */
    double[] logWeights() {
        double[] w = new double[particles];
        double perIsland = Math.log((double) particles / islands.size());
        int k = 0;
        for (Island island : islands) {
            for (int i = 0; i < island.size(); i++) {
                w[k++] = island.logWeight(i) + perIsland;
            }
        }
        return w;
    }

    /** The weights, of sum 1. */
    double[] weights() {
        double[] logs = logWeights();
        double largest = Arrays.stream(logs).max().orElseThrow();
        double[] w = Arrays.stream(logs).map(v -> Math.exp(v - largest)).toArray();
        double sum = Arrays.stream(w).sum();
        return Arrays.stream(w).map(v -> v / sum).toArray();
    }

    /** By the islands' independent estimates of Z. */
    LogEvidence evidence() {
        return LogEvidence.of(
                islands.stream().mapToDouble(Island::logNormalizer).toArray());
    }

    Moments moments() {
        return Moments.of(points(), weights());
    }

    /** What it was. */
    AnnealedParticles.Run summary() {
        return new AnnealedParticles.Run(start.toString(), betas, evaluations, evidence());
    }

    Effort effort() {
        return effort;
    }

    /** How many evaluations a run like this one with another effort takes, about. */
    double evaluationsWith(Effort other) {
        return evaluations * other.work() / effort.work();
    }

    /** Evaluations of the target, log density and score together, over all particles. */
    long evaluations() {
        return evaluations;
    }
}
