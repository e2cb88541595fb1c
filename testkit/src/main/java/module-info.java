/** Contract tests that every component must pass, ours and a plugin author's. */
module dev.pushforward.testkit {
    requires transitive dev.pushforward.core;
    requires transitive org.junit.jupiter.api;

    exports dev.pushforward.testkit;
}
