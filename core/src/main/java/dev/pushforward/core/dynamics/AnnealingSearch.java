package dev.pushforward.core.dynamics;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.dynamics.AnnealedParticles.Agreement;
import dev.pushforward.core.dynamics.AnnealedParticles.Run;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Runs from different starts, with growing effort, until two agree: how {@link AnnealedParticles} come about. */
final class AnnealingSearch {
    private static final Annealing.Effort SHORT = new Annealing.Effort(512, 0.5, 2);
    private static final double SURVEYED = 0.8; // effective share of the particles, as below
    private static final int SURVEY_MOVES = 3;
    private static final double EFFECTIVE = 0.9;
    private static final int MOVES = 4;
    private static final double WIDENING = 4;
    private static final int MOST_WIDENINGS = 60; // 4^60 is beyond what float32 can hold
    private static final double FITS = 0.5; // largest mean square of a coordinate, in units of the start's
    private static final double WIDER_THAN_TARGET = 1.2; // in its largest standard deviation
    private static final double WIDER_THAN_MIDDLE = 1.5;
    private static final double SMALLEST_MODE = 0.02; // of the mass: smaller ones show in log Z by as little
    private static final double MARGIN = 0.1; // beyond the range of some points, in units of it
    private static final double FEW_POINTS = 3;
    private static final double WIDER_AGAIN = 1.3;

    private final DensityTarget target;
    private final AnnealingSettings settings;
    private final RandomStream random;
    private final Compute compute;
    private final List<Run> runs = new ArrayList<>();
    private long evaluations;

    AnnealingSearch(DensityTarget target, AnnealingSettings settings, RandomStream random, Compute compute) {
        this.target = target;
        this.settings = settings;
        this.random = random;
        this.compute = compute;
    }

    AnnealedParticles result() {
        double scale = scale();
        Annealing wide = run(
                NormalStart.isotropic(target.dimension(), scale),
                new Annealing.Effort(settings.particles(), SURVEYED, SURVEY_MOVES));
        var first = new Annealing.Effort(settings.particles(), EFFECTIVE, MOVES);
        Annealing last = run(middleOf(wide), first);
        LogEvidence before = wide.evidence();
        boolean confirmed = false;
        while (!confirmed) {
            boolean missesMass = last != wide && missesMass(last, wide);
            boolean fromWide = missesMass || last == wide;
            Annealing from = fromWide ? wide : last;
            Annealing.Effort effort = (missesMass ? first : last.effort()).grown();
            if (!isAffordable(from.evaluationsWith(effort))) {
                return missesMass ? resultOfFirst(wide, last) : result(last, agreement(before, last.evidence()));
            }
            scale *= fromWide ? WIDER_AGAIN : 1;
            before = from.evidence();
            last = run(fromWide ? NormalStart.isotropic(target.dimension(), scale) : middleOf(last), effort);
            wide = fromWide ? last : wide;
            confirmed = agreement(before, last.evidence()) == Agreement.AGREE
                    && (last == wide || !missesMass(last, wide))
                    && last.evidence().standardError() <= settings.tolerance();
        }
        return result(last, agreement(before, last.evidence()));
    }

    /**
     * Whether the wide run shows mass that another misses: in log Z, or where the other has no points, unless the other
     * shows more in all.
     */
    private boolean missesMass(Annealing run, Annealing wide) {
        return wide.evidence().exceeds(run.evidence())
                || !run.evidence().exceeds(wide.evidence()) && outside(run, wide) > SMALLEST_MODE;
    }

    /**
     * The largest share of the wide run's weight that in one coordinate lies beyond all points of the other run, less
     * what a few points may weigh.
     */
    private double outside(Annealing run, Annealing wide) {
        try (Scope scope = Scope.open()) {
            Tensor x = run.points();
            Tensor y = wide.points();
            double[] w = wide.weights();
            double effective = 1 / Arrays.stream(w).map(v -> v * v).sum();
            double most = 0;
            for (int j = 0; j < target.dimension(); j++) {
                var range = Arrays.stream(x.column(j).toDoubleArray()).summaryStatistics();
                double margin = MARGIN * (range.getMax() - range.getMin());
                double[] values = y.column(j).toDoubleArray();
                double beyond = 0;
                for (int i = 0; i < w.length; i++) {
                    boolean inside = values[i] >= range.getMin() - margin && values[i] <= range.getMax() + margin;
                    beyond += inside ? 0 : w[i];
                }
                most = Math.max(most, beyond);
            }
            return most - FEW_POINTS / effective;
        }
    }

    /** Of a run that was not the last, and shows mass that the last one misses. */
    private AnnealedParticles resultOfFirst(Annealing wide, Annealing last) {
        runs.remove(wide.summary());
        runs.add(wide.summary());
        return result(wide, agreement(last.evidence(), wide.evidence()));
    }

    /** A standard deviation in each coordinate that is wide enough for the target, which need not be centred. */
    private double scale() {
        double scale = 1;
        for (int k = 0; k < MOST_WIDENINGS; k++) {
            var run = new Annealing(
                    target,
                    NormalStart.isotropic(target.dimension(), scale),
                    SHORT,
                    random.split("scale").split(k),
                    compute);
            boolean fits = run.run(FITS);
            evaluations += run.evaluations();
            if (fits) {
                return WIDER_THAN_TARGET * scale * Math.sqrt(run.largestSquare());
            }
            scale *= WIDENING;
        }
        throw new DivergenceException("no start N(0, s^2 I) up to s = " + scale + " is wide enough for " + target.name()
                + ": its mass seems to be infinite, or out of reach; centre and scale it");
    }

    private NormalStart middleOf(Annealing run) {
        try (Scope scope = Scope.open()) {
            return NormalStart.middle(run.points(), run.weights(), WIDER_THAN_MIDDLE);
        }
    }

    private Annealing run(NormalStart start, Annealing.Effort effort) {
        var annealing = new Annealing(target, start, effort, random.split("run").split(runs.size()), compute);
        if (!annealing.run(Double.POSITIVE_INFINITY)) {
            throw new DivergenceException("an annealing from " + start + " has not reached " + target.name() + " after "
                    + annealing.summary().temperatures() + " temperatures: its density is too narrow, or too rough,"
                    + " for this precision; scale it, or compute in float64");
        }
        evaluations += annealing.evaluations();
        runs.add(annealing.summary());
        return annealing;
    }

    private Agreement agreement(LogEvidence before, LogEvidence last) {
        if (last.differsFrom(before)) {
            return Agreement.DISAGREE;
        }
        return last.errorOfDifference(before) <= 2 * settings.tolerance() ? Agreement.AGREE : Agreement.UNKNOWN;
    }

    private boolean isAffordable(double more) {
        return evaluations + more <= (double) settings.budget() * settings.particles();
    }

    private AnnealedParticles result(Annealing last, Agreement agreement) {
        try (Scope scope = Scope.open()) {
            Tensor logWeights = Tensor.of(DType.FLOAT64, last.logWeights(), settings.particles());
            Moments moments = last.moments();
            return new AnnealedParticles(
                    Draws.weighted(last.points(), logWeights).kept(),
                    moments.mean().kept(),
                    moments.covariance().kept(),
                    runs,
                    agreement,
                    evaluations);
        }
    }
}
