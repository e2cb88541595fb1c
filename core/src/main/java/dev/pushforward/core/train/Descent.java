package dev.pushforward.core.train;

import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.State;
import dev.pushforward.core.Stateful;
import dev.pushforward.core.nn.Optimizer;
import dev.pushforward.core.nn.Parameters;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.parallel.Workers;

/**
 * A network's way down a loss: each step moves its parameters by the optimiser along the gradient of the loss's mean
 * over a batch. Not thread-safe.
 */
public final class Descent implements Stateful {
    private final String loss;
    private final Parameters parameters;
    private final Optimizer optimizer;
    private final Workers workers;
    private final GradientSum gradient;

    /**
     * At the first step.
     *
     * @param loss the loss's name, for messages
     * @param parameters what is moved, in place
     * @param optimizer of these parameters
     */
    public Descent(String loss, Parameters parameters, Optimizer optimizer, Workers workers) {
        this.loss = loss;
        this.parameters = parameters;
        this.optimizer = optimizer;
        this.workers = workers;
        this.gradient = new GradientSum(parameters);
    }

    /**
     * One step, as {@link Microbatches#gradient} cuts the batch.
     *
     * @param n rows of the batch
     * @param perRow the loss of each row, {@code [rows]}
     * @return the mean loss before the step
     * @throws DivergenceException if the loss of a row is not finite, or the gradient where all losses are; names the
     *     first such row or parameter. No parameter becomes so
     */
    public double step(int n, RandomStream random, Microbatches.RowFunction perRow) {
        double mean = Microbatches.gradient(loss, workers, n, random, parameters, gradient, perRow);
        try {
            optimizer.step(gradient.total(), workers);
        } catch (DivergenceException e) {
            throw e.within(loss + ": ");
        }
        return mean;
    }

    /** The optimiser's moments and step count; the parameters' values are not in it. */
    @Override
    public State state() {
        return optimizer.state();
    }

    @Override
    public void restore(State state) {
        optimizer.restore(state);
    }
}
