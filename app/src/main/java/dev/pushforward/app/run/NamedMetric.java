package dev.pushforward.app.run;

import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Subject;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.random.RandomStream;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** A metric whose failures name it, and which gives finite numbers, one of a name. */
record NamedMetric(Metric metric, Named name) implements Metric {
    @Override
    public Set<Need> needs() {
        return metric.needs();
    }

    @Override
    public int fewestDraws() {
        return metric.fewestDraws();
    }

    @Override
    public List<Measurement> measure(Subject subject, RandomStream random) {
        return name.ask(() -> {
            List<Measurement> measured = metric.measure(subject, random);
            var seen = new HashSet<String>();
            for (Measurement m : measured) {
                finite(m.name(), m.value(), subject);
                m.standardError().ifPresent(error -> finite("the standard error of " + m.name(), error, subject));
                if (!seen.add(m.name())) {
                    throw new TrainingException("gave two numbers called '" + m.name() + "': each needs its own name");
                }
            }
            return measured;
        });
    }

    private static void finite(String what, double value, Subject subject) {
        if (!Double.isFinite(value)) {
            throw new DivergenceException(what + " is " + value + "; the largest absolute value is "
                    + largest(subject.draws()) + " in the draws"
                    + (subject.reference().count() == 0
                            ? ""
                            : " and " + largest(subject.reference()) + " in the reference draws"));
        }
    }

    /** What may have led to it. */
    private static String largest(Draws draws) {
        return String.format(
                Locale.ROOT,
                "%.3g",
                Arrays.stream(draws.points().toDoubleArray())
                        .map(Math::abs)
                        .max()
                        .orElse(0));
    }
}
