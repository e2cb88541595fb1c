package dev.pushforward.app.run;

import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.random.RandomStream;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A metric whose failures name it, and which gives one number of a name. */
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
    public List<Measurement> measure(Draws draws, Target target, Draws reference, RandomStream random) {
        return name.ask(() -> {
            List<Measurement> measured = metric.measure(draws, target, reference, random);
            var seen = new HashSet<String>();
            for (Measurement m : measured) {
                if (!seen.add(m.name())) {
                    throw new TrainingException("gave two numbers called '" + m.name() + "': each needs a name of its own");
                }
            }
            return measured;
        });
    }
}
