package dev.pushforward.correctors;

import dev.pushforward.core.CheckedTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.tensor.Gradient;
import dev.pushforward.core.tensor.Tensor;
import dev.pushforward.core.tensor.TensorMemory;

/**
 * The states of n chains, with what was evaluated there, so that nothing is evaluated twice.
 *
 * @param x positions {@code [n, d]}
 * @param logDensity {@code [n]}
 * @param score {@code [n, d]}; zeros where the kernel does not use scores
 */
public record ChainStates(Tensor x, Tensor logDensity, Tensor score) {
    /**
     * Where chains begin, with what is there checked: from a point of which the score is not finite a kernel that uses scores proposes nothing that can be
     * accepted, and its chain would stay there unnoticed.
     *
     * @throws DivergenceException if a log density is NaN or +infinity, or a score that the kernel uses is not finite
     */
    static ChainStates start(DensityTarget target, Tensor x, MarkovKernel kernel) {
        var checked = new CheckedTarget(target);
        ChainStates start = at(checked, x, kernel);
        if (!start.score.isFinite()) {
            checked.score(x.detach()); // says where
        }
        return start;
    }

    /** Evaluates a target at points. A target's own score may stream over its data; one by differentiation comes with the density, in one pass. */
    static ChainStates at(DensityTarget target, Tensor x, MarkovKernel kernel) {
        if (!kernel.usesScores()) {
            return new ChainStates(x, target.logDensity(x.detach()).detach(), x.mul(0));
        }
        return target.hasOwnScore()
                ? new ChainStates(x, target.logDensity(x.detach()).detach(), target.score(x.detach()).detach())
                : differentiated(target, x);
    }

    private static ChainStates differentiated(DensityTarget target, Tensor x) {
        Tensor at = x.detach().tracked();
        Tensor value = target.logDensity(at);
        return new ChainStates(x, value.detach(), Gradient.of(value).wrt(at).detach());
    }

    /** Row by row the states of {@code other} where {@code mask} is not 0, else of this. */
    ChainStates replacedBy(ChainStates other, Tensor mask) {
        Tensor rows = mask.unsqueeze(1).broadcastTo(x.shape());
        return new ChainStates(
                Tensor.where(rows, other.x, x), Tensor.where(mask, other.logDensity, logDensity), Tensor.where(rows, other.score, score));
    }

    /** The states with the density raised to a power. */
    ChainStates tempered(double factor) {
        return new ChainStates(x, logDensity.mul(factor), score.mul(factor));
    }

    /** A copy that outlives the scope. */
    ChainStates kept() {
        return new ChainStates(x.kept(), logDensity.kept(), score.kept());
    }

    /** Takes the values of other states, in place. */
    void set(ChainStates other) {
        TensorMemory.copy(other.x, x);
        TensorMemory.copy(other.logDensity, logDensity);
        TensorMemory.copy(other.score, score);
    }
}
