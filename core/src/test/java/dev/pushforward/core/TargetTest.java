package dev.pushforward.core;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.Test;

class TargetTest {
    private record Ring(Space space) implements Target {}

    @Test
    void aTargetIsCalledAfterItsClass() {
        assertEquals("Ring", new Ring(new Euclidean(2)).name());
        Target anonymous = new Target() {
            @Override
            public Space space() {
                return new Euclidean(2);
            }
        };
        assertEquals("dev.pushforward.core.TargetTest$1", anonymous.name());
    }
}
