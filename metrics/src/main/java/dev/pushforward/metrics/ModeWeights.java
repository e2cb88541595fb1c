package dev.pushforward.metrics;

import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.ModalTarget;
import dev.pushforward.core.Target;
import dev.pushforward.core.random.RandomStream;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;

/** The share of draws in each mode beside its truth, with binomial standard errors, and the total variation distance between the two. */
public final class ModeWeights implements Metric {
    /** Has no settings. */
    public ModeWeights() {}

    @Override
    public Set<Need> needs() {
        return Set.of(Need.MODES);
    }

    @Override
    public List<Measurement> measure(Draws draws, Target target, Draws reference, RandomStream random) {
        if (!(target instanceof ModalTarget modal)) {
            throw new IllegalArgumentException("mode weights need a target with known modes, and " + target.name() + " has none");
        }
        Sample x = Sample.of("draws", draws);
        double[] truth = modal.modeWeights();
        double[] share = new double[truth.length];
        int[] mode = modal.modeOf(x.x());
        for (int i = 0; i < mode.length; i++) {
            share[mode[i]] += x.weights()[i];
        }
        var all = new ArrayList<Measurement>();
        double variation = 0;
        for (int k = 0; k < truth.length; k++) {
            variation += 0.5 * Math.abs(share[k] - truth[k]);
            double error = Math.sqrt(share[k] * Math.max(0, 1 - share[k]) * x.squaredWeights());
            all.add(new Measurement("mode-weight-" + (k + 1), share[k], OptionalDouble.of(error), "1", Measurement.Better.NEARER, OptionalDouble.of(truth[k])));
        }
        all.add(Measurement.lower("mode-weight-error", variation));
        return all;
    }
}
