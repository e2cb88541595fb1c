package dev.pushforward.samplers.fisher;

/**
 * The path {@code log q_k = lambda_k log q + (1 - lambda_k) log q_0} from {@code q_0 = N(0, scale^2 I)} to the target q.
 *
 * @param iterations over which lambda grows linearly from 0 to 1; 0 for the target from the start
 * @param scale greater than 0: best of the size of the target
 */
public record AnnealingPath(int iterations, double scale) {
    /** Checks the ranges. */
    public AnnealingPath {
        if (iterations < 0) {
            throw new IllegalArgumentException("iterations = " + iterations + ": must be at least 0");
        }
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("scale = " + scale + ": must be above 0 and finite");
        }
    }
}
