package dev.pushforward.core.dynamics;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Random-walk Metropolis (Metropolis et al. 1953, doi:10.1063/1.1699114): {@code x' = x + h n}, n standard normal;
 * ratio {@code q(x') / q(x)}. On a curved space x' is the end of the geodesic with velocity {@code h n}, n a tangent
 * standard normal: as likely there as back. Best acceptance 0.234 (Roberts, Gelman and Gilks 1997,
 * doi:10.1214/aoap/1034625254).
 */
public record RandomWalk() implements MarkovKernel {
    @Override
    public Proposal propose(DensityTarget target, ChainStates now, double stepSize, RandomGenerator random) {
        Space space = target.space();
        Tensor n = Tensor.normal(now.x().dtype(), random, now.x().shape());
        Tensor x = space.exp(now.x(), space.tangent(now.x(), n).mul(stepSize));
        ChainStates next = ChainStates.at(target, space.project(x), this);
        return new Proposal(next, next.logDensity().sub(now.logDensity()));
    }

    @Override
    public boolean usesScores() {
        return false;
    }

    @Override
    public int evaluations() {
        return 1;
    }

    @Override
    public double bestAcceptance() {
        return 0.234;
    }

    @Override
    public boolean movesOn(Space space) {
        return true;
    }
}
