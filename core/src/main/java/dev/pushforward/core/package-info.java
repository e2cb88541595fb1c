/**
 * The nouns: targets, samplers, estimators, correctors, metrics and what they exchange. All arrays are batch first,
 * {@code [n, d]}; all log densities are in nats.
 */
package dev.pushforward.core;
