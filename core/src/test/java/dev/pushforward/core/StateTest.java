package dev.pushforward.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Parameters;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** What a state that does not fit says: which tensor of which part, what it is and what it must be. */
class StateTest {
    private static Parameters network(DType dtype, int... shape) {
        return new Parameters(Map.of("w", Tensor.zeros(dtype, shape)));
    }

    private static void refused(String message, State state, String part, Consumer<State> restoring) {
        assertEquals(
                message,
                assertThrows(IllegalArgumentException.class, () -> state.restore(part, restoring))
                        .getMessage());
    }

    @Test
    void anotherShapeOrPrecision() {
        State saved =
                State.empty().nested("generator", network(DType.FLOAT32, 2, 3).state());
        refused(
                "generator: the saved tensor 'w' is FLOAT32[2, 3] and must be FLOAT32[3, 2]: it was saved with other"
                        + " settings",
                saved,
                "generator",
                network(DType.FLOAT32, 3, 2)::restore);
        refused(
                "generator: the saved tensor 'w' is FLOAT32[2, 3] and must be FLOAT64[2, 3]: it was saved with other"
                        + " settings",
                saved,
                "generator",
                network(DType.FLOAT64, 2, 3)::restore);
    }

    @Test
    void momentsOfAnotherNetwork() {
        Adam adam = new Adam(network(DType.FLOAT32, 6), Adam.Settings.of(Schedule.constant(0.1)));
        Adam other = new Adam(network(DType.FLOAT32, 7), Adam.Settings.of(Schedule.constant(0.1)));
        refused(
                "adam: the saved tensor 'm' is FLOAT32[6] and must be FLOAT32[7]: it was saved with other settings",
                State.empty().nested("adam", adam.state()),
                "adam",
                other::restore);
    }

    @Test
    void aMissingTensorOrCounter() {
        refused(
                "adam: the saved state has no tensor 'm' (it has none): it was saved by another method, with other"
                        + " settings or by another version",
                State.empty(),
                "adam",
                saved -> saved.tensor("m"));
        State many = State.empty();
        for (int i = 0; i < 8; i++) {
            many = many.with("c" + i, i);
        }
        refused(
                "training: the saved state has no counter 't' (it has c0, c1, c2, c3, c4 and 3 more): it was saved by"
                        + " another method, with other settings or by another version",
                State.empty().nested("training", many),
                "training",
                saved -> saved.counter("t"));
    }
}
