package dev.pushforward.correctors;

/** Until the first type is here. */
final class Placeholder {
    private Placeholder() {}
}
