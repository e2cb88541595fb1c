package dev.pushforward.correctors;

/**
 * How a Metropolis kernel is run.
 *
 * @param steps transitions with a fixed step size
 * @param stepSize the step size to begin with
 * @param adaptation transitions before those, during which the step size is steered to {@code acceptance}; they move
 *     the draws as well
 * @param acceptance the mean acceptance probability that adaptation aims at, in (0, 1)
 */
public record MetropolisSettings(int steps, double stepSize, int adaptation, double acceptance) {
    /** Checks the values. */
    public MetropolisSettings {
        if (steps < 0 || adaptation < 0 || !(stepSize > 0) || !(acceptance > 0 && acceptance < 1)) {
            throw new IllegalArgumentException(
                    "steps = " + steps + ", adaptation = " + adaptation + ": must be at least 0; step size = "
                            + stepSize + ": must be above 0; acceptance = " + acceptance + ": must be between 0 and 1");
        }
    }
}
