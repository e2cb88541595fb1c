/** Annealed Fisher implicit samplers and score estimators. */
module dev.pushforward.samplers.fisher {
    requires transitive dev.pushforward.core;

    exports dev.pushforward.samplers.fisher;
}
