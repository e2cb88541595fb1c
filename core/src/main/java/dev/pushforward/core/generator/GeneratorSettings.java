package dev.pushforward.core.generator;

import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.NetworkSettings;

/**
 * How a generator G is built and trained.
 *
 * @param latent dimension of z; 0 for that of the target
 * @param network its kind and hidden layers
 * @param adam its optimiser
 * @param averaging decay of the moving average of G's parameters that is drawn from, in [0, 1); 0 draws from the last
 *     parameters
 */
public record GeneratorSettings(int latent, NetworkSettings network, Adam.Settings adam, double averaging) {}
