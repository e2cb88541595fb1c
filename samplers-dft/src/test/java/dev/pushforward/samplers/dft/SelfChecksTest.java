package dev.pushforward.samplers.dft;

import static dev.pushforward.testkit.TensorAssertions.assertSameBits;
import static dev.pushforward.testkit.TensorAssertions.assertSameState;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.SelfCheck;
import dev.pushforward.core.SelfChecks;
import dev.pushforward.core.Space;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Training;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.generator.SelfCheckSettings;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * A training that checks itself, here one with checks by a few fits: what the estimates are worth is tested where the
 * bound is.
 */
class SelfChecksTest {
    private static final Compute COMPUTE = new Compute(DType.FLOAT32, Workers.of(2));
    private static final RandomStream KEY = RandomStream.of(4);

    /** N((1, -1), 4 I). */
    private record Normal() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return x.column(0).sub(1).square().add(x.column(1).add(1).square()).div(-8);
        }
    }

    private static Training start(int iterations, Optional<SelfCheckSettings> check) {
        return SmallSamplers.checked(iterations, 2, check, COMPUTE).start(new Normal(), KEY);
    }

    private static SelfChecks checks(Training training) {
        return training.checks().orElseThrow();
    }

    private static State withoutChecks(State state) {
        var tensors = new LinkedHashMap<>(state.tensors());
        tensors.keySet().removeIf(name -> name.startsWith("checks."));
        return new State(tensors, state.counters());
    }

    @Test
    void checksChangeNoStep() {
        try (Training without = start(12, Optional.empty());
                Training with = start(12, Optional.of(SmallSamplers.check(5, 3, true)))) {
            assertTrue(without.checks().isEmpty());
            for (int t = 0; t < 12; t++) {
                StepInfo info = without.step();
                assertEquals(info, with.step(), "report of step " + t);
            }
            assertSameState("state", without.state(), withoutChecks(with.state()));
            assertEquals(
                    List.of(5L, 10L, 12L),
                    checks(with).done().stream().map(SelfCheck::iteration).toList(),
                    "the last iteration is checked too");
        }
    }

    /**
     * Draws are those of the training that stood where the least estimate was made; the estimates of one that has
     * settled go up and down, so a check that is not the least comes soon.
     */
    @Test
    void theLeastEstimateIsDrawnFrom() {
        try (Training training = start(1000, Optional.of(SmallSamplers.check(10, 20, true)));
                Training again = start(1000, Optional.empty())) {
            while (checks(training).done().isEmpty()
                    || checks(training)
                            .selected()
                            .orElseThrow()
                            .equals(checks(training).done().getLast())) {
                training.step();
            }
            List<SelfCheck> done = checks(training).done();
            SelfCheck least = done.stream()
                    .min(Comparator.comparingDouble(c -> c.criterion().value()))
                    .orElseThrow();
            assertEquals(Optional.of(least), checks(training).selected());
            while (again.iteration() < least.iteration()) {
                again.step();
            }
            RandomStream key = RandomStream.of(9);
            assertSameBits(
                    "draws",
                    again.sampler().draw(500, key).points(),
                    training.sampler().draw(500, key).points());
            SelfCheck fresh = checks(training).fresh(key);
            assertEquals(least.iteration(), fresh.iteration());
            assertEquals(fresh, checks(training).fresh(key), "the same key gives the same numbers");
            assertTrue(fresh.criterion().value() != least.criterion().value(), "on draws of its own");
        }
    }

    /** Interrupted between two checks, the selection is that of the training that was not. */
    @Test
    void aResumedTrainingSelectsTheSame() {
        SelfCheckSettings settings = SmallSamplers.check(4, 20, true);
        try (Training whole = start(30, Optional.of(settings));
                Training first = start(30, Optional.of(settings));
                Training second = start(30, Optional.of(settings))) {
            for (int t = 0; t < 30; t++) {
                whole.step();
            }
            for (int t = 0; t < 18; t++) {
                first.step();
            }
            second.restore(first.state());
            assertEquals(checks(first).done(), checks(second).done());
            assertEquals(checks(first).fresh(KEY), checks(second).fresh(KEY));
            while (second.iteration() < 30) {
                second.step();
            }
            assertEquals(checks(whole).done(), checks(second).done());
            assertEquals(checks(whole).selected(), checks(second).selected());
            assertSameState("state", whole.state(), second.state());
            assertSameBits(
                    "draws",
                    whole.sampler().draw(100, KEY).points(),
                    second.sampler().draw(100, KEY).points());
        }
    }

    /**
     * G(z) + sigma e comes to N((1, -1), 4 I), and begins far from it: without selection the last is drawn from, the
     * estimates fall, and the divergence at the end is a small part of the score's own mean square of 2 / 4. Estimates
     * are per squared unit of length at scale 2.
     */
    @Test
    void estimatesFallAsTheSamplerComesToTheTarget() {
        try (Training training = start(300, Optional.of(SmallSamplers.check(60, 200, false)))) {
            for (int t = 0; t < 300; t++) {
                training.step();
            }
            List<SelfCheck> done = checks(training).done();
            assertEquals(Optional.empty(), checks(training).selected());
            assertEquals(5, done.size());
            assertEquals(300, checks(training).fresh(KEY).iteration());
            assertTrue(done.getFirst().criterion().value() > 0.1, done.toString());
            assertTrue(
                    done.getLast().criterion().value() < 0.05
                            && done.getLast().criterion().value() > -0.01,
                    done.toString());
            for (SelfCheck check : done) {
                double error = check.criterion().standardError().orElseThrow();
                assertTrue(error > 0 && error < 0.2, done.toString());
                assertEquals("fisher", check.criterion().name());
                assertEquals("1/length^2", check.criterion().unit());
            }
        }
    }

    /** A target that is not finite where only the check goes. */
    private record Fragile() implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            Tensor value = new Normal().logDensity(x);
            return x.size(0) == 50 ? value.div(0) : value; // groups of draws
        }
    }

    @Test
    void aCheckThatCannotBeMadeSaysSo() {
        try (Training training = SmallSamplers.checked(10, 2, Optional.of(SmallSamplers.check(3, 2, false)), COMPUTE)
                .start(new Fragile(), KEY)) {
            training.step();
            training.step();
            var e = assertThrows(TrainingException.class, training::step);
            assertTrue(e.getMessage().startsWith("iteration 2: the check: the score of Fragile is "), e.getMessage());
        }
    }
}
