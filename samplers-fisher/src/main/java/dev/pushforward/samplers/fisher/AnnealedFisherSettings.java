package dev.pushforward.samplers.fisher;

import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.NoisedDivergence;
import java.util.Optional;

/**
 * Settings of a Fisher implicit sampler.
 *
 * @param training iterations, batch, generator; its scale is also the standard deviation of the path's normal law
 * @param annealing iterations over which lambda grows linearly from 0 to 1 along
 *     {@code log q_k = lambda_k log q + (1 - lambda_k) log q_0}; 0 for the target from the start
 * @param loss what the generator descends
 * @param noised a second term of that loss, which sees the masses of separated modes; empty for the paper's loss alone
 */
public record AnnealedFisherSettings(
        AlternatingSettings training, int annealing, FisherLoss loss, Optional<NoisedDivergence> noised) {
    /** Checks what the settings say together. */
    public AnnealedFisherSettings {
        if (annealing < 0) {
            throw new IllegalArgumentException("annealing = " + annealing + ": must be at least 0");
        }
        if (annealing > training.iterations()) {
            throw new IllegalArgumentException(
                    "annealing = " + annealing + " is more than iterations = " + training.iterations()
                            + ": the target itself would never be trained on; lower annealing or raise iterations");
        }
    }
}
