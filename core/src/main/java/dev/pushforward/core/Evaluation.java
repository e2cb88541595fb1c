package dev.pushforward.core;

import dev.pushforward.tensor.Tensor;

/**
 * A density at some points: what one pass over them gives.
 *
 * @param logDensity unnormalised log density {@code [n]}, in nats
 * @param score its gradient, tangent to the space, {@code [n, d]}
 */
public record Evaluation(Tensor logDensity, Tensor score) {}
