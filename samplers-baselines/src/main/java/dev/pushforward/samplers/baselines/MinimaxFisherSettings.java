package dev.pushforward.samplers.baselines;

import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.NetworkSettings;

/**
 * Settings of a {@link MinimaxFisherSampler}.
 *
 * @param training iterations, batch, generator; its {@code scoreSteps} are the critic's steps before each of the
 *     generator
 * @param loss what the critic ascends and the generator descends
 * @param discrepancyWeight weight of the squared kernel Stein discrepancy that the generator descends beside it, with
 *     {@link SteinKernel#RBF}; 0 for none
 * @param critic the critic's hidden layers
 * @param criticAdam the critic's optimiser, over its steps
 */
public record MinimaxFisherSettings(
        AlternatingSettings training,
        MinimaxFisherLoss loss,
        double discrepancyWeight,
        NetworkSettings critic,
        Adam.Settings criticAdam) {
    /** Checks the weight, and that the critic is trained. */
    public MinimaxFisherSettings {
        if (!(discrepancyWeight >= 0 && discrepancyWeight < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weight of the kernel Stein discrepancy = " + discrepancyWeight
                    + ": must be at least 0 and finite");
        }
        if (training.scoreSteps() < 1) {
            throw new IllegalArgumentException("steps of the critic = " + training.scoreSteps()
                    + ": must be at least 1, or the generator descends an untrained critic");
        }
    }
}
