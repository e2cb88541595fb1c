package dev.pushforward.app.run;

import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Target;
import dev.pushforward.core.random.RandomStream;
import java.util.List;
import java.util.Set;

/** A metric whose failures name it. */
record NamedMetric(Metric metric, Blame blame) implements Metric {
    @Override
    public Set<Need> needs() {
        return metric.needs();
    }

    @Override
    public int fewestDraws() {
        return metric.fewestDraws();
    }

    @Override
    public List<Measurement> measure(Draws draws, Target target, Draws reference, RandomStream random) {
        return blame.on(() -> metric.measure(draws, target, reference, random));
    }
}
