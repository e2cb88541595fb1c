package dev.pushforward.app.run;

import dev.pushforward.app.experiment.Cell;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.Metric;
import dev.pushforward.core.Target;
import java.util.List;
import java.util.Optional;

/**
 * The components of a cell, made and known to fit together.
 *
 * @param cell what it is made from
 * @param target what is sampled
 * @param sampler what is trained
 * @param corrector what moves the draws afterwards
 * @param metrics what measures them, in the cell's order
 */
public record Composition(Cell cell, Target target, ImplicitSampler sampler, Optional<Corrector> corrector, List<Metric> metrics) {
    /** Copies the list. */
    public Composition {
        metrics = List.copyOf(metrics);
    }
}
