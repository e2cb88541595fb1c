package dev.pushforward.samplers.fisher;

import java.util.Optional;

/**
 * Settings of a Fisher implicit sampler.
 *
 * @param iterations generator updates
 * @param batch draws per update
 * @param scoreSteps fits of the score estimate before each generator update
 * @param path from a normal law to the target
 * @param loss what the generator descends
 * @param noised a second term of that loss, which sees the masses of separated modes; empty for the paper's loss alone
 * @param generator G and its training
 */
public record AnnealedFisherSettings(
        int iterations, int batch, int scoreSteps, AnnealingPath path, FisherLoss loss, Optional<NoisedDivergence> noised, GeneratorSettings generator) {
    /** Checks what the settings say together. */
    public AnnealedFisherSettings {
        if (path.iterations() > iterations) {
            throw new IllegalArgumentException("annealing = " + path.iterations() + " is more than iterations = " + iterations
                    + ": the target itself would never be trained on; lower annealing or raise iterations");
        }
    }
}
