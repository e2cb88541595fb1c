package dev.pushforward.core;

import java.util.List;

/**
 * What a training measured of itself after an iteration, on draws of their own: the bound of a divergence, an evidence
 * lower bound, a held-out loss.
 *
 * @param iteration of the sampler that was checked
 * @param draws that it was measured on
 * @param measured one number or more, the same ones in every check of a training; the first is what it selects by
 */
public record SelfCheck(long iteration, int draws, List<Measurement> measured) {
    /** Copies the list, which must hold something. */
    public SelfCheck {
        measured = List.copyOf(measured);
        if (measured.isEmpty()) {
            throw new IllegalArgumentException("a check of iteration " + iteration + " measured nothing");
        }
    }

    /** What a training selects by. */
    public Measurement criterion() {
        return measured.getFirst();
    }
}
