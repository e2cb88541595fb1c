package dev.pushforward.core.generator;

import dev.pushforward.core.nn.NetworkSettings;

/**
 * How a training checks itself by a {@link FisherBound}.
 *
 * @param every iterations between checks, at least 1; the last iteration is checked too
 * @param draws fresh draws that the divergence is estimated on, at least 100
 * @param fits steps that a new critic is fitted by for each check, at least 1
 * @param batch fresh draws for each of them
 * @param critic the critic's network
 * @param selects whether the sampler that is drawn from is the checked one of the least estimate; else it is the last
 */
public record SelfCheckSettings(int every, int draws, int fits, int batch, NetworkSettings critic, boolean selects) {
    /** Checks the numbers. */
    public SelfCheckSettings {
        if (every < 1 || fits < 1 || batch < 1) {
            throw new IllegalArgumentException(
                    "every = " + every + ", fits = " + fits + ", batch = " + batch + ": each must be at least 1");
        }
        if (draws < 2 * FisherBound.GROUP) {
            throw new IllegalArgumentException("draws = " + draws + ": must be at least " + 2 * FisherBound.GROUP
                    + ", or there is no standard error");
        }
    }
}
