package dev.pushforward.core.dynamics;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * The Metropolis-adjusted Langevin algorithm (Roberts and Tweedie 1996, doi:10.2307/3318418): a {@link LangevinStep}
 * {@code x' = x + (h/2) s(x) + sqrt(h) n}, with the ratio
 * {@code q(x') N(x; x' + (h/2) s(x'), h) / (q(x) N(x'; x + (h/2) s(x), h))}. Best acceptance 0.574 (Roberts and
 * Rosenthal 1998, doi:10.1111/1467-9868.00123). In R^d; {@link Hmc} with one leapfrog step is the same on every space.
 */
public record Mala() implements MarkovKernel {
    @Override
    public Proposal propose(DensityTarget target, ChainStates now, double stepSize, RandomGenerator random) {
        Tensor n = Tensor.normal(now.x().dtype(), random, now.x().shape());
        var step = new LangevinStep(target.space(), Tensor.scalar(DType.FLOAT64, stepSize / 2));
        ChainStates next = ChainStates.at(target, step.move(now.x(), now.score(), n), this);
        Tensor back = step.noise(next.x(), next.score(), now.x());
        Tensor transition = n.square().sub(back.square()).sum(1).mul(0.5); // log N(x; ...) - log N(x'; ...)
        return new Proposal(next, next.logDensity().sub(now.logDensity()).add(transition));
    }

    @Override
    public boolean usesScores() {
        return true;
    }

    @Override
    public int evaluations() {
        return 1;
    }

    @Override
    public double bestAcceptance() {
        return 0.574;
    }
}
