package dev.pushforward.metrics;

/** Until the first type is here. */
final class Placeholder {
    private Placeholder() {}
}
