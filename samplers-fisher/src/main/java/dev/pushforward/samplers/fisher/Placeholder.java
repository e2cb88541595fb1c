package dev.pushforward.samplers.fisher;

/** Until the first type is here. */
final class Placeholder {
    private Placeholder() {}
}
