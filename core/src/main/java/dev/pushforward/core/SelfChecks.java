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
     * The check whose sampler is drawn from, the best of those done by {@link SelfCheck#criterion}; empty where the
     * last sampler is drawn from. The best of many noisy numbers is too good: {@link #fresh} says what the sampler is
     * worth.
     */
    Optional<SelfCheck> selected();

    /**
     * A new check of the sampler that is drawn from, on draws that chose nothing. The same key gives the same numbers.
     */
    SelfCheck fresh(RandomStream random);
}
