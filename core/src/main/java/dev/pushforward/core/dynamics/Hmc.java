package dev.pushforward.core.dynamics;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.random.RandomGenerator;

/**
 * Hamiltonian Monte Carlo (Duane et al. 1987, doi:10.1016/0370-2693(87)91197-X; Neal 2011, arXiv:1206.1901): a fresh
 * momentum p ~ N(0, I), then {@link Leapfrog} steps, geodesic ones on a curved space, where p is tangent (Byrne and
 * Girolami 2013, arXiv:1301.6064); ratio {@code exp(H(x, p) - H(x', p'))}, {@code H = -log q(x) + |p|^2 / 2}. Best
 * acceptance 0.651 (Beskos et al. 2013, arXiv:1001.4460).
 *
 * @param leapfrogs leapfrog steps per proposal, at least 1
 */
public record Hmc(int leapfrogs) implements MarkovKernel {
    /** Checks the number of steps. */
    public Hmc {
        if (leapfrogs < 1) {
            throw new IllegalArgumentException("leapfrogs = " + leapfrogs + ": must be at least 1");
        }
    }

    @Override
    public Proposal propose(DensityTarget target, ChainStates now, double stepSize, RandomGenerator random) {
        Mass mass = Mass.unit();
        var leapfrog = new Leapfrog(target.space(), Tensor.scalar(DType.FLOAT64, stepSize), mass);
        Tensor n = Tensor.normal(now.x().dtype(), random, now.x().shape());
        var start = new PhasePoint(now.x(), target.space().tangent(now.x(), n));
        PhasePoint point = start;
        ChainStates at = now;
        for (int l = 0; l < leapfrogs; l++) {
            point = leapfrog.drift(leapfrog.kick(point, at.score()));
            at = ChainStates.at(target, point.x(), this);
            point = leapfrog.kick(point, at.score());
        }
        Tensor kinetic = mass.energyLost(start.p(), point.p());
        return new Proposal(at, at.logDensity().sub(now.logDensity()).add(kinetic));
    }

    @Override
    public boolean usesScores() {
        return true;
    }

    @Override
    public int evaluations() {
        return leapfrogs;
    }

    @Override
    public double bestAcceptance() {
        return 0.651;
    }

    @Override
    public boolean movesOn(Space space) {
        return true;
    }
}
