package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;

/**
 * A score estimate under way: fitted step by step to draws of a law that may itself be moving. One thread fits; any
 * thread evaluates between fits. Its state is all that the next fit depends on.
 */
public interface Estimation extends Stateful, AutoCloseable {
    /**
     * One optimisation step on draws of the law.
     *
     * @param draws {@code [n, d]}, constants
     * @param random randomness of this step (noise, slices)
     */
    StepInfo fit(Tensor draws, RandomStream random);

    /**
     * The estimated score, {@code [n, d] -> [n, d]}, differentiable in {@code x}; the estimate's own parameters are
     * constants of it.
     */
    Tensor score(Tensor x);

    /**
     * Standard deviation of the Gaussian noise whose convolution with the law is what is estimated; 0 for the law
     * itself.
     */
    double smoothing();

    /** Frees what the estimation holds. */
    @Override
    void close();
}
