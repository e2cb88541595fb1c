package dev.pushforward.core.train;

/**
 * Settings of an {@link AlternatingTraining}.
 *
 * @param iterations generator updates
 * @param batch draws per update
 * @param scoreSteps fits of the score estimate before each generator update; 0 for a method without one
 * @param scale unit of length that everything is computed in, greater than 0: best of the size of the target
 * @param generator G and its training
 */
public record AlternatingSettings(int iterations, int batch, int scoreSteps, double scale, GeneratorSettings generator) {
    /** Checks the unit. */
    public AlternatingSettings {
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("scale = " + scale + ": must be above 0 and finite");
        }
    }
}
