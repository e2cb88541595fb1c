package dev.pushforward.core.dynamics;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.GuardedTarget;
import dev.pushforward.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Metropolis-Hastings transitions of some chains (Hastings 1970, doi:10.1093/biomet/57.1.97), and what became of their
 * proposals: one is accepted with probability {@code min(1, ratio)}. A chain at a point of density 0 accepts the first
 * proposal of positive density, and until then stays where it is: it says nothing of the step size, and is left out of
 * all that is counted here but {@link #undefined}. A proposal is rejected where the log density or a score that the
 * kernel uses is NaN, or the proposed point itself is not finite; one at which the log density is +infinity is an
 * error. One thread moves at a time.
 */
public final class Transitions {
    private final MarkovKernel kernel;
    private final DensityTarget target;
    private final int firstRow;
    private double accepted;
    private long proposals;
    private long undefined;
    private double lowest = Double.POSITIVE_INFINITY;
    private double highest = Double.NEGATIVE_INFINITY;

    /**
     * None yet.
     *
     * @param firstRow the place of the first of these chains among all, for messages
     * @throws IllegalArgumentException if the kernel does not move on the target's space
     */
    public Transitions(MarkovKernel kernel, DensityTarget target, int firstRow) {
        if (!kernel.movesOn(target.space())) {
            throw new IllegalArgumentException(kernel.name() + " does not move on " + target.space() + ", where "
                    + target.name() + " lives: take a kernel that does, such as RandomWalk or Hmc");
        }
        this.kernel = kernel;
        this.target = target;
        this.firstRow = firstRow;
    }

    /**
     * One transition of every chain, in place.
     *
     * @param random draws the proposals, then one number for each chain
     * @throws DivergenceException if the log density of a proposal is +infinity; the row and the point are named
     */
    public void move(ChainStates states, double stepSize, RandomGenerator random) {
        MarkovKernel.Proposal proposal = kernel.propose(target, states, stepSize, random);
        boolean finite = proposal.states().x().isFinite();
        int n = states.x().size(0);
        double[] mask = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            double logRatio = proposal.logRatio().get(i);
            boolean possible = finite || proposal.states().x().row(i).isFinite();
            double probability = Double.isNaN(logRatio) || !possible ? 0 : Math.min(1, Math.exp(logRatio));
            mask[i] = random.nextDouble() < probability ? 1 : 0;
            double before = states.logDensity().get(i);
            double after = proposal.states().logDensity().get(i);
            if (possible && after == Double.POSITIVE_INFINITY) {
                throw infinite(proposal.states().x(), i);
            }
            if (possible && (Double.isNaN(after) || Double.isNaN(logRatio) && Double.isFinite(after))) {
                undefined++;
            }
            if (before != Double.NEGATIVE_INFINITY) {
                sum += probability;
                proposals++;
                lowest = Math.min(lowest, before);
                highest = Math.max(highest, before);
            }
        }
        accepted += sum;
        states.set(states.replacedBy(proposal.states(), states.x().like(mask, n)));
    }

    private RuntimeException infinite(Tensor x, int row) {
        new GuardedTarget(target, firstRow + row).logDensity(x.slice(0, row, row + 1)); // says where
        return new DivergenceException(
                "the log density of " + target.name() + " is Infinity at a proposal for row " + (firstRow + row));
    }

    /** The sum of acceptance probabilities of the chains that stood where the density is positive. */
    public double accepted() {
        return accepted;
    }

    /** How many those were. */
    public long proposals() {
        return proposals;
    }

    /** Proposals at which the log density, or a score that the kernel uses, is NaN. */
    public long undefined() {
        return undefined;
    }

    /** The least log density that was met, of those that are positive. */
    public double lowest() {
        return lowest;
    }

    /** The greatest log density that was met. */
    public double highest() {
        return highest;
    }

    /** Counts from 0 again. */
    public void clear() {
        accepted = 0;
        proposals = 0;
        undefined = 0;
    }
}
