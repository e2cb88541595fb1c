package dev.pushforward.samplers.fisher;

import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import java.util.Optional;

/**
 * Settings of a Fisher implicit sampler.
 *
 * @param iterations generator updates
 * @param annealing of these, how many the path from the standard normal to the target takes, linearly; 0 trains on the target from the start
 * @param batch draws per update
 * @param latent dimension of z; 0 for that of the target
 * @param scoreSteps fits of the score estimate before each generator update
 * @param loss what the generator descends
 * @param noised a second term of that loss, which sees the masses of separated modes; empty for the paper's loss alone
 * @param generator hidden layers of G
 * @param rate learning rate of Adam over generator updates
 * @param b1 Adam's decay of the mean gradient
 * @param b2 Adam's decay of the mean square
 * @param averaging decay of the moving average of G's parameters that is drawn from; 0 draws from the last parameters
 */
public record AnnealedFisherSettings(
        int iterations,
        int annealing,
        int batch,
        int latent,
        int scoreSteps,
        FisherLoss loss,
        Optional<NoisedDivergence> noised,
        MlpSettings generator,
        Schedule rate,
        double b1,
        double b2,
        double averaging) {
    /** Checks what the settings say together. */
    public AnnealedFisherSettings {
        if (annealing > iterations) {
            throw new IllegalArgumentException("annealing = " + annealing + " is more than iterations = " + iterations
                    + ": the target itself would never be trained on; lower annealing or raise iterations");
        }
    }
}
