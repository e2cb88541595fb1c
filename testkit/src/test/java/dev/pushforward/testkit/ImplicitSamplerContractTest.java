package dev.pushforward.testkit;

import static dev.pushforward.testkit.Contracts.assertBroken;
import static dev.pushforward.testkit.Contracts.assertKept;
import static dev.pushforward.testkit.Contracts.assertOnlyBroken;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.generator.ScaledNormal;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Each clause of the contract catches a method that is wrong in that way. */
class ImplicitSamplerContractTest {
    /** Makes trainings; a wrong method makes wrong ones. */
    private interface Maker {
        Training make(Compute compute, Target target, RandomStream random);
    }

    /** {@code G(z) = m + s z} with moving moments of the target's draws, to be made wrong in one method. */
    private static class Moments implements Training {
        final Compute compute;
        final DataTarget target;
        final RandomStream random;
        Tensor mean;
        Tensor variance;
        long iteration;

        Moments(Compute compute, Target target, RandomStream random) {
            if (!(target instanceof DataTarget data)) {
                throw new IllegalArgumentException("needs draws");
            }
            this.compute = compute;
            this.target = data;
            this.random = random;
            this.mean = Tensor.zeros(compute.dtype(), 2);
            this.variance = Tensor.full(compute.dtype(), 1, 2);
        }

        @Override
        public StepInfo step() {
            Tensor draws = target.draw(20, random.split(iteration)).cast(compute.dtype());
            mean = mean.mul(1 - rate()).add(draws.mean(0).mul(rate()));
            variance = variance.mul(1 - rate())
                    .add(draws.sub(mean).square().mean(0).mul(rate()));
            iteration++;
            return StepInfo.of("mean", mean.get(0));
        }

        double rate() {
            return 0.1;
        }

        @Override
        public long iteration() {
            return iteration;
        }

        @Override
        public long iterations() {
            return 100;
        }

        @Override
        public TrainedSampler sampler() {
            return (n, key) -> Draws.of(Tensor.normal(compute.dtype(), key.generator(), n, 2)
                    .mul(variance.sqrt())
                    .add(mean));
        }

        @Override
        public State state() {
            return State.empty()
                    .with("mean", mean.kept())
                    .with("variance", variance.kept())
                    .with("iteration", iteration);
        }

        @Override
        public void restore(State state) {
            mean = state.tensor("mean").kept();
            variance = state.tensor("variance").kept();
            iteration = state.counter("iteration");
        }

        @Override
        public void close() {}
    }

    private static ImplicitSamplerContract of(Maker maker) {
        return new ImplicitSamplerContract() {
            @Override
            protected ImplicitSampler create(Compute compute) {
                return (target, random) -> maker.make(compute, target, random);
            }
        };
    }

    @Test
    void aRightMethodIsLetPass() {
        assertKept(of(Moments::new));
    }

    @Test
    void threadsThatChangeTheResult() {
        assertOnlyBroken(
                of((compute, target, random) -> new Moments(compute, target, random) {
                    @Override
                    double rate() {
                        return 0.1 * compute.workers().threads();
                    }
                }),
                "isDeterminedByItsKeyForAnyNumberOfThreads");
    }

    @Test
    void wholeDensityAskedFor() {
        assertOnlyBroken(
                of((compute, target, random) -> new Moments(compute, target, random) {
                    @Override
                    public StepInfo step() {
                        ((DensityTarget) target).score(Tensor.zeros(compute.dtype(), 1, 2));
                        return super.step();
                    }
                }),
                "stepsSeeMinibatchesOnly");
    }

    @Test
    void keyIgnored() {
        assertOnlyBroken(
                of((compute, target, random) -> new Moments(compute, target, RandomStream.of(1))),
                "anotherKeyGivesAnotherTraining");
    }

    @Test
    void somethingForgottenInTheState() {
        assertBroken(
                of((compute, target, random) -> new Moments(compute, target, random) {
                    private double rate = 0.1;

                    @Override
                    double rate() {
                        return rate *= 0.9;
                    }
                }),
                "goesOnFromASavedState");
    }

    @Test
    void iterationNotRestored() {
        assertOnlyBroken(
                of((compute, target, random) -> new Moments(compute, target, random) {
                    @Override
                    public void restore(State state) {
                        long before = iteration;
                        super.restore(state);
                        iteration = before;
                    }
                }),
                "goesOnFromASavedState");
    }

    @Test
    void stateThatIsNoCopy() {
        assertBroken(
                of((compute, target, random) -> new Moments(compute, target, random) {
                    @Override
                    public StepInfo step() {
                        mean.array().addi(0.01);
                        return super.step();
                    }

                    @Override
                    public State state() {
                        return State.empty()
                                .with("mean", mean)
                                .with("variance", variance)
                                .with("iteration", iteration);
                    }
                }),
                "goesOnFromASavedState");
    }

    @Test
    void foreignStateTakenForItsOwn() {
        assertOnlyBroken(
                of((compute, target, random) -> new Moments(compute, target, random) {
                    @Override
                    public void restore(State state) {
                        if (!state.tensors().isEmpty()) {
                            super.restore(state);
                        }
                    }
                }),
                "foreignStateIsRefused");
    }

    @Test
    void anyTargetTaken() {
        assertOnlyBroken(
                of((compute, target, random) -> {
                    Euclidean.require(target, "the mean");
                    return new Moments(compute, target instanceof DataTarget ? target : KnownTarget.GAUSSIAN, random);
                }),
                "targetWithNoCapabilityIsRefused");
    }

    @Test
    void anySpaceTaken() {
        assertOnlyBroken(
                of((compute, target, random) -> new Moments(
                        compute, target.space() instanceof Euclidean ? target : KnownTarget.GAUSSIAN, random)),
                "staysOnTheSpaceOrRefusesIt");
    }

    @Test
    void iterationsMiscounted() {
        assertBroken(
                of((compute, target, random) -> new Moments(compute, target, random) {
                    @Override
                    public long iteration() {
                        return 5 * iteration;
                    }
                }),
                "countsIterations");
    }

    @Test
    void nothingLearned() {
        assertOnlyBroken(
                of((compute, target, random) -> new Moments(compute, target, random) {
                    @Override
                    public TrainedSampler sampler() {
                        return (n, key) -> Draws.of(Tensor.normal(compute.dtype(), key.generator(), n, 2)
                                .add(random.generator().nextDouble()));
                    }
                }),
                "stepsLearn");
    }

    @Test
    void precisionChanged() {
        assertOnlyBroken(
                of((compute, target, random) -> new Moments(compute, target, random) {
                    @Override
                    public TrainedSampler sampler() {
                        return (n, key) ->
                                Draws.of(super.sampler().draw(n, key).points().cast(DType.FLOAT32));
                    }
                }),
                "drawsAnyNumber");
    }

    @Test
    void drawingThatChangesTheTraining() {
        assertBroken(
                of((compute, target, random) -> new Moments(compute, target, random) {
                    @Override
                    public TrainedSampler sampler() {
                        return (n, key) -> {
                            Draws draws = super.sampler().draw(n, key);
                            mean = mean.mul(0.99);
                            return draws;
                        };
                    }
                }),
                "drawingDoesNotChangeTheTraining");
    }

    @Test
    void samplerThatDoesNotFollowItsTraining() {
        assertOnlyBroken(
                of((compute, target, random) -> new Moments(compute, target, random) {
                    @Override
                    public TrainedSampler sampler() {
                        Tensor m = mean.kept();
                        Tensor v = variance.kept();
                        return (n, key) -> Draws.of(Tensor.normal(compute.dtype(), key.generator(), n, 2)
                                .mul(v.sqrt())
                                .add(m));
                    }
                }),
                "drawingDoesNotChangeTheTraining");
    }

    @Test
    void savedSamplerThatIsAnother() {
        assertOnlyBroken(
                of((compute, target, random) -> new Moments(compute, target, random) {
                    @Override
                    public TrainedSampler sampler() {
                        TrainedSampler right = super.sampler();
                        return new TrainedSampler() {
                            @Override
                            public Draws draw(int n, RandomStream key) {
                                return right.draw(n, key);
                            }

                            @Override
                            public Optional<State> saved() {
                                return new ScaledNormal(2, 0, 1, compute.dtype(), compute.workers()).saved();
                            }
                        };
                    }
                }),
                "aSavedSamplerDrawsTheSame");
    }
}
