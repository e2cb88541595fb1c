package dev.pushforward.samplers.dft;

import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.nn.Schedule;
import java.util.Optional;

/**
 * Settings of a denoising Fisher sampler.
 *
 * @param training iterations, batch, generator
 * @param sigma standard deviation of the noise over the iterations, above 0, in units of the training's scale
 * @param loss the weights of both terms
 * @param noised a second divergence, which sees the masses of separated modes; empty for the paper's alone
 */
public record DenoisingFisherSettings(
        AlternatingSettings training, Schedule sigma, DenoisingFisherLoss loss, Optional<NoisedDivergence> noised) {}
