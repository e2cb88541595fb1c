package dev.pushforward.core;

import dev.pushforward.core.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A density whose values are checked as they come: the first wrong shape or bad row is an error that names the target, instead of a NaN that
 * surfaces later somewhere else. The check reads each value once.
 */
public record CheckedTarget(DensityTarget target) implements DensityTarget {
    @Override
    public Space space() {
        return target.space();
    }

    @Override
    public OptionalDouble logNormalizer() {
        return target.logNormalizer();
    }

    /** @throws TrainingException if the shape is not {@code [n]} or a value is NaN or +infinity */
    @Override
    public Tensor logDensity(Tensor x) {
        Tensor value = target.logDensity(x);
        if (!Arrays.equals(value.shape(), new int[] {x.size(0)})) {
            throw new TrainingException("the log density of " + name() + " has shape " + value.shapeText() + " for points " + x.shapeText()
                    + ": must be [" + x.size(0) + "], one number per row");
        }
        if (!value.isFinite()) {
            for (int i = 0; i < value.size(0); i++) {
                double v = value.get(i);
                if (!(v < Double.POSITIVE_INFINITY)) {
                    throw new TrainingException("the log density of " + name() + " is " + v + " at row " + i + ", " + point(x, i));
                }
            }
        }
        return value;
    }

    /** @throws TrainingException if the shape is not that of x or a value is not finite */
    @Override
    public Tensor score(Tensor x) {
        Tensor score = target.score(x);
        if (!Arrays.equals(score.shape(), x.shape())) {
            throw new TrainingException("the score of " + name() + " has shape " + score.shapeText() + " for points " + x.shapeText() + ": must be the same");
        }
        if (!score.isFinite()) {
            logDensity(x); // where the density is wrong already, that is the better message
            for (int i = 0; i < x.size(0); i++) {
                for (int j = 0; j < x.size(1); j++) {
                    if (!Double.isFinite(score.get(i, j))) {
                        throw new TrainingException(
                                "the score of " + name() + " is " + score.get(i, j) + " in coordinate " + j + " at row " + i + ", " + point(x, i));
                    }
                }
            }
        }
        return score;
    }

    /** What messages call the target. */
    @Override
    public String name() {
        return target.name();
    }

    private static String point(Tensor x, int row) {
        return "x = " + Arrays.toString(x.detach().row(row).toDoubleArray());
    }
}
