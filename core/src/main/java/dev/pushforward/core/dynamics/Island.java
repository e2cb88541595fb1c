package dev.pushforward.core.dynamics;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.Arrays;
import java.util.random.RandomGenerator;

/**
 * Some particles of an {@link Annealing}, in the coordinates u of its start, weighed and resampled among themselves:
 * several islands give independent estimates of Z, and so a standard error. One thread works on an island at a time. A
 * particle whose log density or score is not finite has weight 0, and a move to such a point is refused.
 */
final class Island {
    /** Log of the largest step over the smallest: widths differ from place to place, and no one step fits all. */
    private static final double STEPS = 5;

    private static final double RESAMPLED_BELOW = 0.5; // effective share of the particles
    private static final double LOG_TWO_PI = Math.log(2 * Math.PI);

    private final DensityTarget target;
    private final NormalStart start;
    private final double logDeterminant;
    private final RandomGenerator random;
    private final int n;
    private final int d;
    private final Tensor u;
    private final Tensor score;
    /** Log densities of the target and of the start, per volume of u. */
    private final double[] end;

    private final double[] begin;
    private final double[] logWeights; // normalised: the exponentials sum to 1
    private double logNormalizer;

    /** n particles from the start. */
    Island(DensityTarget target, NormalStart start, int n, DType dtype, RandomStream random) {
        this.target = target;
        this.start = start;
        this.logDeterminant = start.logDeterminant();
        this.random = random.generator();
        this.n = n;
        this.d = target.dimension();
        this.end = new double[n];
        this.begin = new double[n];
        this.logWeights = new double[n];
        Arrays.fill(logWeights, -Math.log(n));
        this.u = TensorMemory.own(dtype, n, d);
        this.score = TensorMemory.own(dtype, n, d);
        try (Scope scope = Scope.open()) {
            Tensor from = Tensor.normal(dtype, this.random, n, d);
            AtEnd at = evaluate(from);
            TensorMemory.copy(from, u);
            TensorMemory.copy(at.score, score);
            System.arraycopy(at.logDensity, 0, end, 0, n);
            System.arraycopy(logStart(from), 0, begin, 0, n);
        }
    }

    /** The target at points u: log density per volume of u, and its gradient; -infinity and 0 where not finite. */
    private record AtEnd(double[] logDensity, Tensor score) {}

    private AtEnd evaluate(Tensor u) {
        Evaluation at = target.evaluate(start.points(u));
        double[] logDensity = at.logDensity().toDoubleArray();
        Tensor scores = start.gradient(at.score().detach());
        boolean finite = scores.isFinite();
        double[] usable = new double[n];
        for (int i = 0; i < n; i++) {
            boolean is = Double.isFinite(logDensity[i])
                    && (finite || scores.slice(0, i, i + 1).isFinite());
            logDensity[i] = is ? logDensity[i] + logDeterminant : Double.NEGATIVE_INFINITY;
            usable[i] = is ? 1 : 0;
        }
        return new AtEnd(
                logDensity, finite ? scores : Tensor.where(rows(usable), scores, Tensor.zeros(u.dtype(), n, d)));
    }

    private Tensor rows(double[] values) {
        return Tensor.of(u.dtype(), values, n, 1).broadcastTo(n, d);
    }

    private double[] logStart(Tensor u) {
        return u.cast(DType.FLOAT64)
                .square()
                .sum(1)
                .mul(-0.5)
                .add(-0.5 * d * LOG_TWO_PI)
                .toDoubleArray();
    }

    int size() {
        return n;
    }

    /** What a unit of beta adds to the log weight of particle i. */
    double logRatio(int i) {
        return end[i] - begin[i];
    }

    /** Log weight of particle i; the exponentials sum to the island's estimate of Z. */
    double logWeight(int i) {
        return logWeights[i] + logNormalizer;
    }

    /** Log of the island's estimate of Z. */
    double logNormalizer() {
        return logNormalizer;
    }

    /** {@code [n, d]}, in coordinates u. */
    Tensor positions() {
        return u;
    }

    /** Raises beta by {@code step}, and resamples where the weights have become uneven. */
    void reweigh(double step) {
        double largest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < n; i++) {
            logWeights[i] += step * logRatio(i);
            largest = Math.max(largest, logWeights[i]);
        }
        if (largest == Double.NEGATIVE_INFINITY) { // its estimate of Z is 0, wherever its particles go
            logNormalizer = Double.NEGATIVE_INFINITY;
            Arrays.fill(logWeights, -Math.log(n));
            return;
        }
        double sum = 0;
        double squares = 0;
        for (double w : logWeights) {
            double e = Math.exp(w - largest);
            sum += e;
            squares += e * e;
        }
        double log = largest + Math.log(sum);
        logNormalizer += log;
        for (int i = 0; i < n; i++) {
            logWeights[i] -= log;
        }
        if (sum * sum / squares < RESAMPLED_BELOW * n) {
            resample();
        }
    }

    /** Systematic resampling (Kitagawa 1996, doi:10.1080/10618600.1996.10474692). */
    private void resample() {
        int[] parents = new int[n];
        double at = random.nextDouble();
        double cumulated = 0;
        int next = 0;
        for (int i = 0; i < n && next < n; i++) {
            cumulated += n * Math.exp(logWeights[i]);
            while (next < n && next + at < cumulated) {
                parents[next++] = i;
            }
        }
        while (next < n) { // the sum was rounded
            parents[next] = parents[next - 1];
            next++;
        }
        double[] q = end.clone();
        double[] p = begin.clone();
        for (int i = 0; i < n; i++) {
            end[i] = q[parents[i]];
            begin[i] = p[parents[i]];
            logWeights[i] = -Math.log(n);
        }
        try (Scope scope = Scope.open()) {
            TensorMemory.copy(u.gather(parents), u);
            TensorMemory.copy(score.gather(parents), score);
        }
    }

    /**
     * One Hamiltonian proposal for each particle, with a Metropolis test at the density
     * {@code start^(1 - beta) target^beta}.
     *
     * @param largestStep the logs of the steps are uniform up to its log
     * @return the sum of the acceptance probabilities
     */
    double move(double beta, double largestStep, int leapfrogs, Mass mass) {
        try (Scope scope = Scope.open()) {
            double[] steps = new double[n];
            for (int i = 0; i < n; i++) {
                steps[i] = largestStep * Math.exp(-STEPS * random.nextDouble());
            }
            var leapfrog = new Leapfrog(new Euclidean(d), Tensor.of(u.dtype(), steps, n, 1), mass);
            Tensor momentum = mass.momentum(Tensor.normal(u.dtype(), random, n, d));
            var point = new PhasePoint(u, momentum);
            Tensor force = tempered(beta, u, score);
            AtEnd at = null;
            for (int l = 0; l < leapfrogs; l++) {
                point = leapfrog.drift(leapfrog.kick(point, force));
                at = evaluate(point.x());
                force = tempered(beta, point.x(), at.score);
                point = leapfrog.kick(point, force);
            }
            return test(
                    beta, point.x(), at, mass.energyLost(momentum, point.p()).toDoubleArray());
        }
    }

    private double test(double beta, Tensor x, AtEnd at, double[] kineticEnergyLost) {
        double[] from = logStart(x);
        double[] accepted = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double ratio =
                    tempered(beta, from[i], at.logDensity[i]) - tempered(beta, begin[i], end[i]) + kineticEnergyLost[i];
            double probability = ratio >= 0 ? 1 : Double.isNaN(ratio) ? 0 : Math.exp(ratio);
            if (at.logDensity[i] == Double.NEGATIVE_INFINITY) {
                probability = 0;
            }
            sum += probability;
            if (random.nextDouble() < probability) {
                accepted[i] = 1;
                end[i] = at.logDensity[i];
                begin[i] = from[i];
            }
        }
        Tensor rows = rows(accepted);
        TensorMemory.copy(Tensor.where(rows, x, u), u);
        TensorMemory.copy(Tensor.where(rows, at.score, score), score);
        return sum;
    }

    private static Tensor tempered(double beta, Tensor u, Tensor score) {
        return score.mul(beta).sub(u.mul(1 - beta));
    }

    private static double tempered(double beta, double begin, double end) {
        return (1 - beta) * begin + beta * end;
    }
}
