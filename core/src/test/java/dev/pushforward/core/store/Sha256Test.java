package dev.pushforward.core.store;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class Sha256Test {
    /** The value of FIPS 180-2 for "abc". */
    @Test
    void isThatOfTheStandard() throws IOException {
        assertEquals(
                "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
                Sha256.of(new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8))));
        assertEquals("ba7816bf", Sha256.shortOf("abc"));
    }
}
