/** Markov chain Monte Carlo steps on a batch of draws. */
module dev.pushforward.correctors {
    requires transitive dev.pushforward.core;

    exports dev.pushforward.correctors;
}
