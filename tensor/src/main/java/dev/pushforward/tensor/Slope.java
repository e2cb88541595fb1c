package dev.pushforward.tensor;

import java.util.function.Supplier;

/**
 * A slope that the sweeps over one recorded operation share. It serves again unless it went with the scope it was
 * computed in, or was computed by a sweep that nobody differentiates while this one may be.
 */
final class Slope {
    private Tensor value;
    private boolean recorded;

    boolean isThere() {
        return value != null && value.isAlive() && (recorded || !Scope.stack().recording);
    }

    Tensor get(Supplier<Tensor> computation) {
        if (!isThere()) {
            value = computation.get();
            recorded = Scope.stack().recording;
        }
        return value;
    }
}
