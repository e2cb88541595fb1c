package dev.pushforward.samplers.baselines;

import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.MlpSettings;

/**
 * Settings of a {@link CouplingFlowSampler}.
 *
 * @param iterations updates
 * @param batch draws per update
 * @param scale unit of length that the flow works in, above 0: best of the size of the target
 * @param couplings affine couplings of the flow, at least 1
 * @param network the shape of each coupling's network
 * @param adam its optimiser
 * @param averaging decay of the moving average of the parameters that is drawn from, in [0, 1); 0 draws from the last
 *     parameters
 */
public record CouplingFlowSettings(
        int iterations,
        int batch,
        double scale,
        int couplings,
        MlpSettings network,
        Adam.Settings adam,
        double averaging) {
    /** Checks the unit. */
    public CouplingFlowSettings {
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("scale = " + scale + ": must be above 0 and finite");
        }
    }
}
