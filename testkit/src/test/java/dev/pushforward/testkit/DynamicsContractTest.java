package dev.pushforward.testkit;

import static dev.pushforward.testkit.Contracts.assertBroken;
import static dev.pushforward.testkit.Contracts.assertKept;
import static dev.pushforward.testkit.Contracts.assertOnlyBroken;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Space;
import dev.pushforward.core.dynamics.ChainStates;
import dev.pushforward.core.dynamics.Hmc;
import dev.pushforward.core.dynamics.Mala;
import dev.pushforward.core.dynamics.MarkovKernel;
import dev.pushforward.core.dynamics.RandomWalk;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;

/** Our kernels keep the contract; each clause catches a kernel that is wrong in that way. */
class DynamicsContractTest {
    private static DynamicsContract of(MarkovKernel kernel, double stepSize) {
        return new DynamicsContract() {
            @Override
            protected MarkovKernel create() {
                return kernel;
            }

            @Override
            protected double stepSize() {
                return stepSize;
            }
        };
    }

    /** The Langevin proposal, to be made wrong in one method. */
    private static class Langevin implements MarkovKernel {
        @Override
        public Proposal propose(DensityTarget target, ChainStates now, double h, RandomGenerator random) {
            Tensor n = noise(now.x(), random);
            Tensor x = now.x().add(now.score().mul(h / 2)).add(n.mul(Math.sqrt(h)));
            ChainStates next = states(target, x);
            Tensor back = now.x().sub(x).sub(next.score().mul(h / 2)).div(Math.sqrt(h));
            return new Proposal(next, next.logDensity().sub(now.logDensity()).add(transition(n, back)));
        }

        Tensor noise(Tensor x, RandomGenerator random) {
            return Tensor.normal(x.dtype(), random, x.shape());
        }

        ChainStates states(DensityTarget target, Tensor x) {
            return ChainStates.at(target, x, this);
        }

        /** log K(x | x') - log K(x' | x). */
        Tensor transition(Tensor n, Tensor back) {
            return n.square().sub(back.square()).sum(1).mul(0.5);
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

    @Test
    void rightKernelsAreLetPass() {
        assertKept(of(new RandomWalk(), 0.5));
        assertKept(of(new Mala(), 0.4));
        assertKept(of(new Hmc(3), 0.3));
        assertKept(of(new Langevin(), 0.4));
    }

    @Test
    void transitionsForgotten() {
        assertBroken(
                of(
                        new Langevin() {
                            @Override
                            Tensor transition(Tensor n, Tensor back) {
                                return n.square().sum(1).mul(0);
                            }
                        },
                        0.4),
                "leavesTheTargetInvariant");
    }

    @Test
    void transitionsExchanged() {
        assertBroken(
                of(
                        new Langevin() {
                            @Override
                            Tensor transition(Tensor n, Tensor back) {
                                return super.transition(back, n);
                            }
                        },
                        0.4),
                "leavesTheTargetInvariant");
    }

    /** {@code x' = x e^(h n)}: without the volume {@code e^(h n)} in the ratio it draws another distribution. */
    @Test
    void volumeForgotten() {
        MarkovKernel scaling = new Langevin() {
            @Override
            public Proposal propose(DensityTarget target, ChainStates now, double h, RandomGenerator random) {
                Tensor x = now.x().mul(noise(now.x(), random).mul(h).exp());
                ChainStates next = states(target, x);
                return new Proposal(next, next.logDensity().sub(now.logDensity()));
            }
        };
        assertBroken(of(scaling, 0.3), "leavesTheTargetInvariant");
        MarkovKernel right = new Langevin() {
            @Override
            public Proposal propose(DensityTarget target, ChainStates now, double h, RandomGenerator random) {
                Tensor logScale = noise(now.x(), random).mul(h);
                ChainStates next = states(target, now.x().mul(logScale.exp()));
                return new Proposal(
                        next, next.logDensity().sub(now.logDensity()).add(logScale.sum(1)));
            }
        };
        assertKept(of(right, 0.3));
    }

    /** Turned by an angle about the mean of the correlated target: as dense there, and never turned back. */
    @Test
    void aRotation() {
        MarkovKernel rotation = new Langevin() {
            @Override
            public Proposal propose(DensityTarget target, ChainStates now, double h, RandomGenerator random) {
                Tensor u = now.x().column(0).sub(1).div(0.8);
                Tensor v =
                        now.x().column(1).sub(now.x().column(0).mul(1.5)).add(1).div(0.5);
                Tensor a = u.mul(Math.cos(h)).sub(v.mul(Math.sin(h))).mul(0.8).add(1);
                Tensor b = u.mul(Math.sin(h))
                        .add(v.mul(Math.cos(h)))
                        .mul(0.5)
                        .add(a.mul(1.5))
                        .sub(1);
                ChainStates next = states(target, Tensor.stack(1, a, b));
                return new Proposal(next, next.logDensity().sub(now.logDensity()));
            }
        };
        assertBroken(of(rotation, 0.4), "isReversible");
    }

    @Test
    void neverAccepted() {
        assertOnlyBroken(
                of(
                        new Langevin() {
                            @Override
                            Tensor transition(Tensor n, Tensor back) {
                                return super.transition(n, back).sub(1000);
                            }
                        },
                        0.4),
                "movesChains");
    }

    @Test
    void statesOfAnotherPlace() {
        assertBroken(
                of(
                        new Langevin() {
                            @Override
                            ChainStates states(DensityTarget target, Tensor x) {
                                ChainStates right = super.states(target, x);
                                return new ChainStates(x, right.logDensity().add(1), right.score());
                            }
                        },
                        0.4),
                "proposedStatesAreWhatTheTargetSays");
    }

    @Test
    void randomnessOfItsOwn() {
        assertBroken(
                of(
                        new Langevin() {
                            private final RandomGenerator own = RandomGenerator.getDefault();

                            @Override
                            Tensor noise(Tensor x, RandomGenerator random) {
                                random.nextDouble();
                                return super.noise(x, own);
                            }
                        },
                        0.4),
                "isDeterminedByItsGenerator");
    }

    @Test
    void statesWrittenTo() {
        assertBroken(
                of(
                        new Langevin() {
                            @Override
                            public Proposal propose(
                                    DensityTarget target, ChainStates now, double h, RandomGenerator random) {
                                Proposal proposal = super.propose(target, now, h, random);
                                TensorMemory.copy(proposal.states().x(), now.x());
                                return proposal;
                            }
                        },
                        0.4),
                "statesAreNotWrittenTo");
    }

    /** As wide as all chains are apart. */
    @Test
    void chainsMixed() {
        assertBroken(
                of(
                        new Langevin() {
                            @Override
                            public Proposal propose(
                                    DensityTarget target, ChainStates now, double h, RandomGenerator random) {
                                double spread = now.x()
                                        .sub(now.x().mean(0))
                                        .square()
                                        .mean()
                                        .item();
                                return super.propose(target, now, h * spread, random);
                            }
                        },
                        0.3),
                "keepsChainsApart");
    }

    @Test
    void evaluationsMiscounted() {
        assertOnlyBroken(
                of(
                        new Langevin() {
                            @Override
                            public int evaluations() {
                                return 2;
                            }
                        },
                        0.4),
                "countsEvaluations");
    }

    @Test
    void aCurvedSpaceClaimed() {
        assertOnlyBroken(
                of(
                        new Langevin() {
                            @Override
                            public boolean movesOn(Space space) {
                                return true;
                            }
                        },
                        0.4),
                "staysOnACurvedSpaceOrDoesNotClaimIt");
    }
}
