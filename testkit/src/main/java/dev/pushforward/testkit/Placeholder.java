package dev.pushforward.testkit;

/** Until the first type is here. */
final class Placeholder {
    private Placeholder() {}
}
