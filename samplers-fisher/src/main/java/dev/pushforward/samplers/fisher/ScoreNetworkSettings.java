package dev.pushforward.samplers.fisher;

import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.NetworkSettings;

/**
 * How a score network is built and fitted.
 *
 * @param network its hidden layers
 * @param adam its optimiser, over fits
 */
public record ScoreNetworkSettings(NetworkSettings network, Adam.Settings adam) {}
