/** How far draws are from their target. */
module dev.pushforward.metrics {
    requires transitive dev.pushforward.core;

    exports dev.pushforward.metrics;
}
