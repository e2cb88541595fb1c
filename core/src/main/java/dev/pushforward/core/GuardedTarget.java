package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.OptionalDouble;

/**
 * A density whose values are checked as they come: the first wrong shape or bad row is an error that names the target,
 * instead of a NaN that surfaces later somewhere else. The check reads each value once.
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
        return checked(x, target.logDensity(x));
    }

    /**
     * Where a score is not finite the log density is looked at too, which names the cause.
     *
     * @throws DivergenceException if a value is not finite
     * @throws TrainingException if the shape is not that of x
     */
    @Override
    public Tensor score(Tensor x) {
        Tensor score = sameShape(x, target.score(x));
        if (!score.isFinite()) {
            logDensity(x.detach());
            refuse(x, score);
        }
        return score;
    }

    /**
     * Both, checked; where the density is 0 the score may be anything, as the derivative of a logarithm of 0 is.
     *
     * @throws DivergenceException if a log density is NaN or +infinity, or a score is not finite where the density is
     *     positive
     * @throws TrainingException if a shape is wrong
     */
    @Override
    public Evaluation evaluate(Tensor x) {
        Evaluation at = target.evaluate(x);
        Tensor logDensity = checked(x, at.logDensity());
        Tensor score = sameShape(x, at.score());
        if (!score.isFinite()) {
            refuse(x, zeroWhere(outside(logDensity).unsqueeze(1).broadcastTo(score.shape()), score.detach()));
        }
        return at;
    }

    /** A log density, if it has one number per row. */
    static Tensor onePerRow(DensityTarget target, Tensor x, Tensor logDensity) {
        if (logDensity.rank() != 1 || logDensity.size(0) != x.size(0)) {
            throw new TrainingException("the log density of " + target.name() + " has shape " + logDensity.shapeText()
                    + " for points " + x.shapeText() + ": must be [" + x.size(0) + "], one number per row");
        }
        return logDensity;
    }

    private Tensor checked(Tensor x, Tensor logDensity) {
        onePerRow(this, x, logDensity);
        if (!logDensity.isFinite()) {
            Tensor values = logDensity.detach();
            zeroWhere(outside(values), values).firstNonFiniteRow().ifPresent(i -> {
                throw new DivergenceException("the log density of " + name() + " is " + values.get(i) + at(x, i));
            });
        }
        return logDensity;
    }

    /** 1 where the density is 0, else 0: {@code [n]}. */
    private static Tensor outside(Tensor logDensity) {
        return logDensity
                .detach()
                .equalTo(Tensor.full(logDensity.dtype(), Double.NEGATIVE_INFINITY, logDensity.shape()));
    }

    private static Tensor zeroWhere(Tensor mask, Tensor values) {
        return Tensor.where(mask, Tensor.zeros(values.dtype(), values.shape()), values);
    }

    private Tensor sameShape(Tensor x, Tensor score) {
        if (!Arrays.equals(score.shape(), x.shape())) {
            throw new TrainingException("the score of " + name() + " has shape " + score.shapeText() + " for points "
                    + x.shapeText() + ": must be the same");
        }
        return score;
    }

    /** Throws at the first row that is not finite. */
    private void refuse(Tensor x, Tensor score) {
        score.firstNonFiniteRow().ifPresent(i -> {
            int j = score.row(i).firstNonFiniteRow().orElseThrow();
            throw new DivergenceException(
                    "the score of " + name() + " is " + score.get(i, j) + " in coordinate " + j + at(x, i));
        });
    }

    @Override
    public boolean hasMinibatches() {
        return target.hasMinibatches();
    }

    @Override
    public DensityTarget minibatch(RandomStream random) {
        return hasMinibatches() ? new GuardedTarget(target.minibatch(random), firstRow) : this;
    }

    /** What messages call the target. */
    @Override
    public String name() {
        return target.name();
    }

    private String at(Tensor x, int row) {
        return " at row " + (firstRow + row) + ", x = "
                + Arrays.toString(x.detach().row(row).toDoubleArray());
    }
}
