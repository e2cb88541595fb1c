package dev.pushforward.core.nn;

import dev.pushforward.core.State;
import dev.pushforward.core.Stateful;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import dev.pushforward.tensor.parallel.Workers;

/**
 * An exponential moving average of parameters, {@code a <- decay a + (1 - decay) w}, starting at their first values.
 */
public final class MovingAverage implements Stateful {
    private final double decay;
    private final Parameters average;

    /**
     * @param decay in [0, 1): near 1 averages over about {@code 1 / (1 - decay)} steps; at 0 the average is the
     *     parameters themselves
     */
    public MovingAverage(Parameters parameters, double decay) {
        if (!(decay >= 0 && decay < 1)) {
            throw new IllegalArgumentException("decay " + decay + ": must be in [0, 1)");
        }
        this.decay = decay;
        this.average = decay == 0 ? parameters : parameters.copy();
    }

    /**
     * Takes the parameters' present values into the average; the workers share out the elements, which changes no bit.
     */
    public void update(Parameters parameters, Workers workers) {
        if (decay == 0) {
            return;
        }
        workers.runBlocks(Math.toIntExact(average.flat().length()), (from, to) -> {
            Tensor block = average.flat().slice(0, from, to); // scaled and added to while it is in cache
            TensorMemory.scale(decay, block);
            TensorMemory.add(1 - decay, parameters.flat().slice(0, from, to), block);
        });
    }

    @Override
    public State state() {
        return average.state();
    }

    @Override
    public void restore(State state) {
        average.restore(state);
    }

    /** The average, in memory that later updates change. */
    public Parameters average() {
        return average;
    }
}
