package dev.pushforward.core.train;

import dev.pushforward.core.Parts;
import dev.pushforward.core.State;
import dev.pushforward.core.Stateful;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Training;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Scope;

/**
 * The skeleton of a training. A method writes one iteration and names the parts that remember something, each once by
 * {@link #part}; counting, keys, errors that name the iteration, and the saved state follow from that:
 *
 * <pre>{@code
 * Fit(int iterations, RandomStream random, Compute compute) {
 *     super(iterations, random);
 *     Mlp network = layers.create(2, 2, compute.dtype(), random.split("network").generator());
 *     Parameters parameters = part("network", network.parameters());
 *     descent = part("adam", new Descent("loss", parameters, new Adam(parameters, settings), compute.workers()));
 * }
 * }</pre>
 */
public abstract class IterativeTraining implements Training {
    private static final String ITERATION = "iteration";

    private final long iterations;
    private final RandomStream random;
    private Parts parts = Parts.none();
    private long iteration;

    /**
     * At iteration 0.
     *
     * @param iterations how many are asked for; 0 for a method that learns nothing
     * @param random iteration t draws from {@code random.split(t)}
     */
    protected IterativeTraining(long iterations, RandomStream random) {
        this.iterations = iterations;
        this.random = random;
    }

    /**
     * Names a part of the saved state; to be called in the constructor.
     *
     * @param name its prefix in the state; {@code iteration} is taken
     * @return the part
     */
    protected final <T extends Stateful> T part(String name, T part) {
        parts = parts.and(name, part);
        return part;
    }

    /**
     * One iteration, in a scope of its own: what is to outlive it must be {@link dev.pushforward.tensor.Tensor#kept}.
     *
     * @param iteration which, from 0
     * @param random its key
     */
    protected abstract StepInfo step(long iteration, RandomStream random);

    /** @throws IllegalStateException if the training has no iterations at all */
    @Override
    public final StepInfo step() {
        if (iterations == 0) {
            throw new IllegalStateException("there is nothing to train: the training has 0 iterations");
        }
        try (Scope scope = Scope.open()) {
            StepInfo info = step(iteration, random.split(iteration));
            iteration++;
            return info;
        } catch (TrainingException e) {
            throw e.within("iteration " + iteration + ": ");
        }
    }

    @Override
    public final long iteration() {
        return iteration;
    }

    @Override
    public final long iterations() {
        return iterations;
    }

    @Override
    public final State state() {
        return parts.state().with(ITERATION, iteration);
    }

    @Override
    public final void restore(State state) {
        long saved = state.counter(ITERATION);
        if (saved < 0 || saved > iterations) {
            throw new IllegalArgumentException("the saved state is of iteration " + saved + ", and this training has "
                    + iterations + " iterations: it was saved by another method or with other settings");
        }
        parts.restore(state);
        iteration = saved;
    }

    /** Frees nothing: parameters and moments go with the training. One that holds more overrides it. */
    @Override
    public void close() {}
}
