/** Densities and data sets to learn from. */
module dev.pushforward.targets {
    requires transitive dev.pushforward.core;

    exports dev.pushforward.targets;
}
