package dev.pushforward.core.generator;

import dev.pushforward.core.Composed;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Rows;
import dev.pushforward.tensor.Tensor;
import java.util.function.Supplier;

/**
 * What a method brings to an {@link AlternatingTraining}: its estimate of the sampler's own score, and the loss that
 * the generator descends with the estimate held fixed. All points are in units of the training's scale. One thread
 * calls it; the loss of rows is asked for on many. Its parts are all that the next fit and loss depend on.
 */
public interface GeneratorObjective extends Composed, AutoCloseable {
    /** The loss of a microbatch. */
    @FunctionalInterface
    interface RowLoss {
        /**
         * The loss of each row, {@code [rows, d] -> [rows]}; the generator's gradient flows through the tracked points
         * {@code x = G(z)} only.
         *
         * @param rows which of the batch they are
         */
        Tensor perRow(Rows rows, Tensor x, RandomStream random);
    }

    /**
     * Noise so small that a law under it hardly differs from the law itself, and large enough for differences in
     * float32.
     */
    Noise SLIGHT = Noise.added(0.01);

    /** What the sampler is to come to, in units of the training's scale, each value checked. */
    DensityTarget target();

    /**
     * The noise that the sampler's law is under where it is to come to the target: {@link #SLIGHT} for a method that
     * brings the law itself there.
     */
    default Noise noise() {
        return SLIGHT;
    }

    /**
     * One fit of the estimate to fresh draws.
     *
     * @param x {@code [n, d]}, constants
     */
    StepInfo fit(long iteration, Tensor x, RandomStream random);

    /**
     * What the generator descends in this iteration; tensors that it keeps live until the descent is done.
     *
     * @param batch all points of the descent, {@code [n, d]}, constants, for a loss that couples them; they cost one
     *     more pass through G, if asked for
     */
    RowLoss loss(long iteration, Supplier<Tensor> batch, RandomStream random);

    /** A step's report with what the method has to say of this iteration. */
    StepInfo report(long iteration, StepInfo step);

    /** Frees what it holds. */
    @Override
    void close();
}
