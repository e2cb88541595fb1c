package dev.pushforward.targets;

/** Until the first type is here. */
final class Placeholder {
    private Placeholder() {}
}
