package dev.pushforward.core;

/**
 * A held-out estimate of a Fisher divergence between a sampler and its target, as a training makes it of itself.
 *
 * @param iteration of the sampler that was checked
 * @param divergence the estimate, in the unit of its {@link SelfChecks}; of a lower bound, so that it may fall a little
 *     below 0
 * @param standardError of the estimate
 * @param draws that it was made on
 */
public record SelfCheck(long iteration, double divergence, double standardError, int draws) {}
