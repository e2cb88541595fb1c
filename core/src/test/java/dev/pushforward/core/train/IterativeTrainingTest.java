package dev.pushforward.core.train;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Draws;
import dev.pushforward.core.Parts;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Parameters;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class IterativeTrainingTest {
    private static final RandomStream KEY = RandomStream.of(3);

    /** Fits m by {@code E |x - m|^2} to normal draws. */
    private static class Fit extends IterativeTraining {
        private final Parameters m;
        private final Descent descent;

        Fit(int iterations) {
            super(iterations, KEY.split("training"));
            m = part("m", new Parameters(Map.of("mean", Tensor.zeros(DType.FLOAT64, 2))));
            descent = part(
                    "adam",
                    new Descent("error", m, new Adam(m, Adam.Settings.of(Schedule.constant(0.1))), Workers.of(1)));
        }

        @Override
        protected StepInfo step(long iteration, RandomStream random) {
            return StepInfo.of("loss", descent.step(20, random, (rows, r) -> Tensor.normal(
                            DType.FLOAT64, r.generator(), rows.count(), 2)
                    .sub(m.get("mean"))
                    .square()
                    .sum(1)));
        }

        @Override
        public TrainedSampler sampler() {
            return (n, random) -> Draws.of(m.get("mean").detach().broadcastTo(n, 2));
        }
    }

    private static double[] mean(Fit fit) {
        return fit.state().tensor("m.mean").toDoubleArray();
    }

    @Test
    void goesOnFromItsState() {
        try (Fit whole = new Fit(20);
                Fit resumed = new Fit(20)) {
            for (int t = 0; t < 3; t++) {
                whole.step();
            }
            State saved = whole.state();
            assertEquals(
                    List.of("m.mean", "adam.m", "adam.v"),
                    List.copyOf(saved.tensors().keySet()));
            assertEquals(Map.of("adam.t", 3L, "iteration", 3L), saved.counters());
            resumed.step();
            resumed.restore(saved);
            assertEquals(3, resumed.iteration());
            for (int t = 3; t < 6; t++) {
                assertEquals(whole.step(), resumed.step());
            }
            assertArrayEquals(mean(whole), mean(resumed));
        }
    }

    @Test
    void refusalsSayWhichPart() {
        try (Fit fit = new Fit(5)) {
            State right = fit.state();
            assertRefused(fit, State.empty(), "'iteration'");
            assertRefused(fit, right.with("iteration", 6), "iteration 6", "5 iterations");
            assertRefused(fit, right.with("adam.v", Tensor.zeros(DType.FLOAT64, 3)), "adam: ", "'v'");
        }
    }

    private static void assertRefused(Fit fit, State state, String... said) {
        var refused = assertThrows(IllegalArgumentException.class, () -> fit.restore(state));
        for (String part : said) {
            assertTrue(refused.getMessage().contains(part), refused.getMessage());
        }
    }

    @Test
    void failuresSayWhichIteration() {
        try (Fit fit = new Fit(5) {
            @Override
            protected StepInfo step(long iteration, RandomStream random) {
                if (iteration == 2) {
                    throw new TrainingException("no");
                }
                return super.step(iteration, random);
            }
        }) {
            fit.step();
            fit.step();
            var failed = assertThrows(TrainingException.class, fit::step);
            assertEquals("iteration 2: no", failed.getMessage());
            assertEquals(2, fit.iteration(), "the iteration was not done");
        }
    }

    @Test
    void partsHaveNamesOfTheirOwn() {
        var one = new Parameters(Map.of("x", Tensor.zeros(DType.FLOAT32, 1)));
        Parts parts = Parts.of("a", one).and("b", Optional.empty());
        assertEquals(List.of("a.x"), List.copyOf(parts.state().tensors().keySet()));
        assertEquals(
                List.of("a.x", "b.x"),
                List.copyOf(parts.and("b", Optional.of(one)).state().tensors().keySet()));
        assertThrows(IllegalArgumentException.class, () -> parts.and("a", one));
        assertEquals(State.empty(), Parts.none().state());
    }
}
