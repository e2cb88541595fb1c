package dev.pushforward.core.generator;

import java.util.Optional;

/**
 * Settings of an {@link AlternatingTraining}.
 *
 * @param iterations generator updates
 * @param batch draws per update
 * @param scoreSteps fits of the score estimate before each generator update; 0 for a method without one
 * @param scale unit of length that everything is computed in, greater than 0: best of the size of the target
 * @param generator G and its training
 * @param check how it checks itself; empty for not at all
 */
public record AlternatingSettings(
        int iterations,
        int batch,
        int scoreSteps,
        double scale,
        GeneratorSettings generator,
        Optional<SelfCheckSettings> check) {
    /** Checks the unit. */
    public AlternatingSettings {
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("scale = " + scale + ": must be above 0 and finite");
        }
    }

    /** Without checks. */
    public AlternatingSettings(int iterations, int batch, int scoreSteps, double scale, GeneratorSettings generator) {
        this(iterations, batch, scoreSteps, scale, generator, Optional.empty());
    }

    /** The same with these checks. */
    public AlternatingSettings checkedBy(SelfCheckSettings settings) {
        return new AlternatingSettings(iterations, batch, scoreSteps, scale, generator, Optional.of(settings));
    }
}
