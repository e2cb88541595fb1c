package dev.pushforward.samplers.fisher;

import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;

/**
 * How a score network is built and fitted.
 *
 * @param network its hidden layers
 * @param rate learning rate of Adam over fits
 * @param b1 Adam's decay of the mean gradient
 * @param b2 Adam's decay of the mean square
 */
public record ScoreNetworkSettings(MlpSettings network, Schedule rate, double b1, double b2) {}
