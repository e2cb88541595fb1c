package dev.pushforward.core.dynamics;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.GuardedTarget;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.stream.IntStream;

/**
 * The states of n chains, with what was evaluated there, so that nothing is evaluated twice. Constants: nothing of them
 * is recorded.
 *
 * @param x positions {@code [n, d]}
 * @param logDensity unnormalised, in nats, {@code [n]}
 * @param score {@code [n, d]}; zeros where the kernel does not use scores
 */
public record ChainStates(Tensor x, Tensor logDensity, Tensor score) {
    /**
     * Where chains begin, with what is there checked: from a point of positive density of which the score is not
     * finite a kernel that uses scores proposes nothing that can be accepted, and its chain would stay there
     * unnoticed.
     *
     * @param x {@code [n, d]}
     * @param firstRow the place of the first of these chains among all, for messages
     * @throws DivergenceException if a log density is NaN or +infinity, or a score that the kernel uses is not finite
     *     where the density is positive
     */
    public static ChainStates start(DensityTarget target, Tensor x, int firstRow, MarkovKernel kernel) {
        return at(new GuardedTarget(target, firstRow), x, kernel);
    }

    /**
     * Evaluates a target at points, in one pass. Where the density is 0 and the score not finite, as it is of a
     * logarithm of 0, the score is taken as 0: a chain there moves by its noise alone.
     *
     * @param x {@code [n, d]}
     * @param kernel says whether the states carry scores
     */
    public static ChainStates at(DensityTarget target, Tensor x, MarkovKernel kernel) {
        if (!kernel.usesScores()) {
            return new ChainStates(x, target.logDensity(x.detach()).detach(), x.mul(0));
        }
        Evaluation at = target.evaluate(x.detach());
        Tensor logDensity = at.logDensity().detach();
        Tensor score = at.score().detach();
        return new ChainStates(x, logDensity, score.isFinite() ? score : OutsideSupport.filled(score, logDensity));
    }

    /**
     * Row by row the states of {@code other} where {@code mask} is not 0, else of this.
     *
     * @param mask {@code [n]}
     */
    public ChainStates replacedBy(ChainStates other, Tensor mask) {
        Tensor rows = mask.unsqueeze(1).broadcastTo(x.shape());
        return new ChainStates(
                Tensor.where(rows, other.x, x),
                Tensor.where(mask, other.logDensity, logDensity),
                Tensor.where(rows, other.score, score));
    }

    /** The states of the same chains where the density is raised to a power. */
    public ChainStates tempered(double power) {
        return new ChainStates(x, logDensity.mul(power), score.mul(power));
    }

    /** How many chains stand where the density is 0. */
    public int outside() {
        return (int) IntStream.range(0, x.size(0))
                .filter(i -> logDensity.get(i) == Double.NEGATIVE_INFINITY)
                .count();
    }

    /** A copy that outlives the scope. */
    public ChainStates kept() {
        return new ChainStates(x.kept(), logDensity.kept(), score.kept());
    }

    /** Takes the values of other states, in place. */
    public void set(ChainStates other) {
        TensorMemory.copy(other.x, x);
        TensorMemory.copy(other.logDensity, logDensity);
        TensorMemory.copy(other.score, score);
    }
}
