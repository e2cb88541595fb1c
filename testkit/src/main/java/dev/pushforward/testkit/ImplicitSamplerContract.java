package dev.pushforward.testkit;

import static dev.pushforward.testkit.TensorAssertions.assertSameBits;
import static dev.pushforward.testkit.TensorAssertions.assertSameState;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.Space;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.generator.SavedSampler;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What every method that trains a sampler must do: be determined by its key, bit for bit, for 1 and 2 threads; go on
 * from a saved state as if it had never stopped; see minibatches of a density only; count its iterations; draw any
 * number of points in one precision, without changing the training; and give the same sampler again from what a trained
 * one saves.
 */
public abstract class ImplicitSamplerContract {
    private static final RandomStream KEY = RandomStream.of(65_537);
    private static final int STEPS = 4;

    /** For subclasses. */
    protected ImplicitSamplerContract() {}

    /**
     * The method under test, small: a step should take a few milliseconds, and a batch should be several microbatches.
     */
    protected abstract ImplicitSampler create(Compute compute);

    /** What it is trained on. */
    protected Target target() {
        return KnownTarget.GAUSSIAN;
    }

    /**
     * Whether there is anything to learn. A method that only draws has 0 iterations and takes no step; what the key of
     * its training is does not matter.
     */
    protected boolean learns() {
        return true;
    }

    private int steps() {
        return learns() ? STEPS : 0;
    }

    @Test
    public void isDeterminedByItsKeyForAnyNumberOfThreads() {
        for (DType dtype : DType.values()) {
            try (Training one = start(dtype, 1);
                    Training again = start(dtype, 1);
                    Training two = start(dtype, 2)) {
                for (int t = 0; t < steps(); t++) {
                    StepInfo info = one.step();
                    assertEquals(info, again.step(), "report of step " + t);
                    assertEquals(info, two.step(), "report of step " + t + " on two threads");
                }
                assertSameState("state in " + dtype, one.state(), again.state());
                assertSameState("state on two threads in " + dtype, one.state(), two.state());
                assertSameBits("draws on two threads in " + dtype, draw(one, 3000), draw(two, 3000));
            }
        }
    }

    @Test
    public void anotherKeyGivesAnotherTraining() {
        try (Training one = start(DType.FLOAT32, 1);
                Training other =
                        create(new Compute(DType.FLOAT32, Workers.of(1))).start(target(), KEY.split("other"))) {
            steps(one, Math.min(2, steps())); // the first step of Adam is the rate, whatever the gradient's size
            steps(other, Math.min(2, steps()));
            boolean same =
                    Arrays.equals(draw(one, 50).toDoubleArray(), draw(other, 50).toDoubleArray());
            assertEquals(!learns(), same, "two keys give the same sampler");
        }
    }

    @Test
    public void goesOnFromASavedState() {
        try (Training whole = start(DType.FLOAT32, 1);
                Training resumed = start(DType.FLOAT32, 1)) {
            steps(whole, steps());
            State saved = whole.state();
            double[][] before = values(saved);
            steps(whole, steps());
            assertTrue(
                    Arrays.deepEquals(before, values(saved)),
                    "a saved state must be a copy: it has changed with the training");
            steps(resumed, Math.min(1, steps())); // anything: all of it must be forgotten
            resumed.restore(saved);
            assertEquals(steps(), resumed.iteration(), "iteration after restoring");
            assertSameState("the state restored", saved, resumed.state());
            steps(resumed, steps());
            assertSameState("after restoring and going on", whole.state(), resumed.state());
            assertSameBits("draws after restoring and going on", draw(whole, 100), draw(resumed, 100));
        }
    }

    @Test
    public void foreignStateIsRefused() {
        try (Training training = start(DType.FLOAT32, 1)) {
            assertThrows(IllegalArgumentException.class, () -> training.restore(State.empty()));
        }
    }

    @Test
    public void targetWithNoCapabilityIsRefused() {
        Target bare = () -> new Euclidean(2);
        if (learns()) { // else there is nothing that a target must offer
            assertThrows(IllegalArgumentException.class, () -> create(new Compute(DType.FLOAT32, Workers.of(1)))
                    .start(bare, KEY));
        }
    }

    @Test
    public void countsIterations() {
        try (Training training = start(DType.FLOAT32, 1)) {
            assertEquals(0, training.iteration(), "iteration at the start");
            assertEquals(learns(), training.iterations() >= 1, "iterations asked for: " + training.iterations());
            for (int t = 1; t <= steps(); t++) {
                StepInfo info = training.step();
                assertEquals(t, training.iteration(), "iteration after step " + t);
                assertFalse(info.values().isEmpty(), "a step reports something");
                info.values().forEach((name, value) -> assertTrue(Double.isFinite(value), name + " = " + value));
            }
        }
    }

    @Test
    public void stepsLearn() {
        try (Training training = start(DType.FLOAT32, 1)) {
            Tensor before = draw(training, 50);
            steps(training, steps());
            boolean same =
                    Arrays.equals(before.toDoubleArray(), draw(training, 50).toDoubleArray());
            assertEquals(!learns(), same, "training does not change the sampler");
        }
    }

    @Test
    public void staysOnTheSpaceOrRefusesIt() {
        OnCircle.assertRefusedOrStayedOn(() -> {
            try (Training training =
                    create(new Compute(DType.FLOAT32, Workers.of(1))).start(new OnCircle(), KEY)) {
                steps(training, steps());
                return draw(training, 20);
            }
        });
    }

    /** A density of a great many observations is not summed up in a step: a minibatch of it must do. */
    @Test
    public void stepsSeeMinibatchesOnly() {
        assumeTrue(target() instanceof KnownTarget, "the target of this test is not one of the known ones");
        var compute = new Compute(DType.FLOAT32, Workers.of(1));
        try (Training training = create(compute).start(new InMinibatches((KnownTarget) target()), KEY)) {
            for (int t = 0; t < steps(); t++) {
                training.step();
            }
        }
    }

    /** A target whose minibatches alone may be asked for values. */
    private record InMinibatches(KnownTarget target) implements DensityTarget, DataTarget {
        @Override
        public Space space() {
            return target.space();
        }

        @Override
        public Tensor logDensity(Tensor x) {
            throw new AssertionError("a step asked for the whole density, and not for a minibatch of it");
        }

        @Override
        public boolean hasMinibatches() {
            return true;
        }

        @Override
        public DensityTarget minibatch(RandomStream random) {
            return target;
        }

        @Override
        public Tensor draw(int n, RandomStream random) {
            return target.draw(n, random);
        }
    }

    @Test
    public void drawsAnyNumber() {
        for (DType dtype : DType.values()) {
            try (Training training = start(dtype, 2)) {
                steps(training, Math.min(1, steps()));
                for (int n : new int[] {0, 1, 7, 3001}) {
                    Tensor draws = draw(training, n);
                    assertArrayEquals(new int[] {n, target().dimension()}, draws.shape(), "shape of " + n + " draws");
                    assertEquals(dtype, draws.dtype(), "precision of the draws");
                    assertTrue(draws.isFinite(), "draws are finite");
                    assertEquals(
                            create(new Compute(dtype, Workers.of(1))).weighted(),
                            training.sampler()
                                    .draw(n, KEY.split("draw"))
                                    .logWeights()
                                    .isPresent(),
                            "the method says whether its draws are weighted");
                }
                assertFalse(
                        Arrays.equals(
                                draw(training, 7).toDoubleArray(),
                                training.sampler()
                                        .draw(7, KEY.split("x"))
                                        .points()
                                        .toDoubleArray()),
                        "two keys give the same draws");
            }
        }
    }

    @Test
    public void drawingDoesNotChangeTheTraining() {
        try (Training quiet = start(DType.FLOAT32, 1);
                Training observed = start(DType.FLOAT32, 1)) {
            TrainedSampler sampler = observed.sampler();
            for (int t = 0; t < steps(); t++) {
                quiet.step();
                observed.step();
                sampler.draw(20, KEY.split(t));
                observed.state();
            }
            assertSameState("state of a training that was drawn from", quiet.state(), observed.state());
            assertSameBits(
                    "draws of a sampler taken before the training went on",
                    draw(quiet, 20),
                    sampler.draw(20, KEY.split("draw")).points());
        }
    }

    /** Of a sampler that can be stored apart from its training. */
    @Test
    public void aSavedSamplerDrawsTheSame() {
        for (DType dtype : DType.values()) {
            var compute = new Compute(dtype, Workers.of(2));
            try (Training training = start(dtype, 1)) {
                steps(training, steps());
                Optional<State> saved = training.sampler().saved();
                if (saved.isPresent()) {
                    Tensor draws = draw(training, 600);
                    steps(training, steps()); // what was saved is a copy
                    State state = saved.orElseThrow();
                    TrainedSampler again =
                            create(compute).load(state).orElseGet(() -> SavedSampler.load(state, compute.workers()));
                    assertSameBits(
                            "draws of the saved sampler in " + dtype,
                            draws,
                            again.draw(600, KEY.split("draw")).points());
                }
            }
        }
    }

    private Training start(DType dtype, int threads) {
        return create(new Compute(dtype, Workers.of(threads))).start(target(), KEY.split("start"));
    }

    private static void steps(Training training, int steps) {
        for (int t = 0; t < steps; t++) {
            training.step();
        }
    }

    private static Tensor draw(Training training, int n) {
        return training.sampler().draw(n, KEY.split("draw")).points();
    }

    private static double[][] values(State state) {
        return state.tensors().values().stream().map(Tensor::toDoubleArray).toArray(double[][]::new);
    }
}
