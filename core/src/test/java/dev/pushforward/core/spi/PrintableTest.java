package dev.pushforward.core.spi;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PrintableTest {
    private static String character(int code) {
        return Character.toString(code);
    }

    @Test
    void controlCharactersAreEscaped() {
        List<Integer> controls = IntStream.concat(
                        // C0, DEL, C1
                        IntStream.concat(
                                IntStream.range(0, 0x20).filter(c -> c != '\t'), IntStream.rangeClosed(0x7F, 0x9F)),
                        IntStream.of(
                                0x61C, 0x200E, 0x200F, 0x2028, 0x2029, 0x202A, 0x202E, 0x2066, 0x2069, 0xFEFF, 0xD800,
                                0xDFFF, 0xE0041))
                .boxed()
                .toList();
        for (int code : controls) {
            String line = Printable.line("a" + character(code) + "b");
            assertTrue(
                    line.chars().allMatch(c -> c >= ' ' && c < 0x7F),
                    "U+" + Integer.toHexString(code) + " gives " + line);
        }
        assertEquals("a" + '\\' + "u001B[2Jb", Printable.line("a" + character(0x1B) + "[2Jb"));
        assertEquals("a" + '\\' + "u000Ab", Printable.line("a\nb"));
        assertEquals("a\n\tb" + '\\' + "u000D", Printable.text("a\n\tb\r"));
    }

    @Test
    void lettersOfEveryLanguageStay() {
        String persian = "می" + character(0x200C) + "خواهم"; // its joiner is spelling
        for (String text : List.of("é ß ψ Я 中文 한국어 עברית", persian, "👩" + character(0x200D) + "🔬", "∇ log q")) {
            assertEquals(text, Printable.line(text));
        }
    }

    @Test
    void longTextsAreCutInTheirMiddle() {
        String hundred = "x".repeat(100);
        assertEquals(hundred, Printable.value(hundred));
        String cut = Printable.value("begin" + "x".repeat(100_000) + "end");
        assertTrue(
                cut.length() <= 100
                        && cut.startsWith("beginx")
                        && cut.endsWith("xend")
                        && cut.contains(" characters) "),
                cut);
        String surrogates = Printable.line("👩".repeat(1000), 101);
        assertTrue(surrogates.indexOf('\\') < 0, "cut between characters, not within one: " + surrogates);
    }

    @Test
    void nobodyMeantTheVeryNameThatTheyGave() {
        assertEquals(Optional.of("b.conf"), NearestName.of("a.conf", List.of("a.conf", "b.conf")));
        assertEquals("", NearestName.hint("a.conf", List.of("a.conf")));
    }
}
