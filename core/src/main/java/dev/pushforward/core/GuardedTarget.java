package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A density whose values are checked as they come: the first wrong shape or bad row is an error that names the target,
 * instead of a NaN that surfaces later somewhere else. The check reads each value once. A score that comes from the
 * density is computed through the checked one.
 */
public final class GuardedTarget implements DensityTarget {
    private final DensityTarget target;
    private final int firstRow;

    /** Checks what this target gives. */
    public GuardedTarget(DensityTarget target) {
        this(target, 0);
    }

    /**
     * Checks what this target gives for some rows of a batch.
     *
     * @param firstRow the place in the batch of the first row that is asked for: messages count from it
     */
    public GuardedTarget(DensityTarget target, int firstRow) {
        this.target = target;
        this.firstRow = firstRow;
    }

    @Override
    public Space space() {
        return target.space();
    }

    @Override
    public OptionalDouble logNormalizer() {
        return target.logNormalizer();
    }

    /**
     * @throws DivergenceException if a value is NaN or +infinity
     * @throws TrainingException if the shape is not {@code [n]}
     */
    @Override
    public Tensor logDensity(Tensor x) {
        Tensor value = target.logDensity(x);
        if (!Arrays.equals(value.shape(), new int[] {x.size(0)})) {
            throw new TrainingException("the log density of " + name() + " has shape " + value.shapeText()
                    + " for points " + x.shapeText() + ": must be [" + x.size(0) + "], one number per row");
        }
        if (!value.isFinite()) {
            for (int i = 0; i < value.size(0); i++) {
                double v = value.get(i);
                if (!(v < Double.POSITIVE_INFINITY)) {
                    throw new DivergenceException("the log density of " + name() + " is " + v + " at row "
                            + (firstRow + i) + ", " + point(x, i));
                }
            }
        }
        return value;
    }

    /**
     * @throws DivergenceException if a value is not finite
     * @throws TrainingException if the shape is not that of x
     */
    @Override
    public Tensor score(Tensor x) {
        Tensor score = hasOwnScore() ? target.score(x) : differentiated(x);
        if (!Arrays.equals(score.shape(), x.shape())) {
            throw new TrainingException("the score of " + name() + " has shape " + score.shapeText() + " for points "
                    + x.shapeText() + ": must be the same");
        }
        if (!score.isFinite()) {
            for (int i = 0; i < x.size(0); i++) {
                for (int j = 0; j < x.size(1); j++) {
                    if (!Double.isFinite(score.get(i, j))) {
                        throw new DivergenceException("the score of " + name() + " is " + score.get(i, j)
                                + " in coordinate " + j + " at row " + (firstRow + i) + ", " + point(x, i));
                    }
                }
            }
        }
        return score;
    }

    private Tensor differentiated(Tensor x) {
        if (target instanceof CountedTarget counted) {
            counted.counter().differentiable(x); // it sees the log density at tracked points only, whatever x is
        }
        return DensityTarget.super.score(x);
    }

    @Override
    public boolean hasOwnScore() {
        return target.hasOwnScore();
    }

    @Override
    public DensityTarget minibatch(RandomStream random) {
        DensityTarget some = target.minibatch(random);
        return some.equals(target) ? this : new GuardedTarget(some, firstRow);
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
