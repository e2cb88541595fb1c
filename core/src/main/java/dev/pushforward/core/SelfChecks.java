package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import java.util.List;
import java.util.Optional;

/**
 * What a training that checks itself knows of how far its sampler was from the target. Each check is made on draws of
 * its own, by which nothing was trained.
 */
public interface SelfChecks {
    /** The checks so far, in their order. */
    List<SelfCheck> done();

    /**
     * The check whose sampler is drawn from, the least of those done; empty where the last sampler is drawn from. The
     * least of many noisy numbers is biased low: {@link #fresh} says what the sampler is worth.
     */
    Optional<SelfCheck> selected();

    /**
     * The unit of the divergences: {@code 1/length^2}, or {@code 1} where the training is in coordinates without a
     * unit.
     */
    String unit();

    /**
     * A new check of the sampler that is drawn from, on draws that chose nothing. The same key gives the same numbers.
     */
    SelfCheck fresh(RandomStream random);
}
