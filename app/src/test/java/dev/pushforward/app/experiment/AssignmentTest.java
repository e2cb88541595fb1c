package dev.pushforward.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AssignmentTest {
    private static String refused(String assignment) {
        return assertThrows(InputException.class, () -> Assignment.read(assignment))
                .getMessage();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "run #3",
                "a//b",
                "http://x/y",
                "a, b=2",
                "say \"hi\" now",
                "\"a\" and \"b\"",
                "it's",
                "5\"",
                "a\\",
                "C:\\x\\",
                "$5",
                "a$",
                "a{b}",
                "x]",
                "=",
                "a=b",
                "a: b",
                "+=",
                "007",
                "1e3",
                "0x10",
                "true",
                "nullable",
                "include \"x\"",
                "include url(\"http://x\")",
                "é ψ",
                "two\nlines",
                "a  b",
                "\"",
                "**",
                "^&@!`?%"
            })
    void textIsKeptAsItWasTyped(String typed) {
        assertEquals(
                typed, Assignment.read("title=" + typed).root().get("title").unwrapped());
    }

    @Test
    void spacesAroundAreNotPartOfIt() {
        assertEquals(
                "a b", Assignment.read(" title =  a b ").root().get("title").unwrapped());
        assertEquals(
                "  a b ",
                Assignment.read("title=\"  a b \"").root().get("title").unwrapped());
    }

    @Test
    void listsObjectsQuotedTextsAndNullAreHocon() {
        assertEquals(List.of(1, 2), Assignment.read("a.b=[1, 2]").getAnyRef("a.b"));
        assertEquals("mmd", Assignment.read("a={name=mmd, x={y=1}}").getString("a.name"));
        assertEquals("a \"b\" #c", Assignment.read("a=\"a \\\"b\\\" #c\"").getString("a"));
        assertEquals("", Assignment.read("a=\"\"").getString("a"));
        assertEquals("a\"b", Assignment.read("a=\"\"\"a\"b\"\"\"").getString("a"));
        assertTrue(Assignment.read("a=null").getIsNull("a"));
        assertTrue(!Assignment.read("a=${b}c").isResolved());
    }

    /** What the advice says is what works. */
    @ParameterizedTest
    @ValueSource(strings = {"[draft] it's", "[1] # x", "${let.a} #3", "{a", "${", "[1]//", "{ include \"x\" }"})
    void whatIsNeitherIsRefusedWithTheQuotingThatWorks(String typed) {
        String message = refused("title=" + typed);
        String advice = message.substring(
                        message.indexOf("To give it as a text: '") + "To give it as a text: '".length(),
                        message.length() - 1)
                .replace("'\\''", "'");
        assertEquals(typed, Assignment.read(advice).getString("title"), message);
    }

    @Test
    void whatIsNoAssignmentIsRefused() {
        assertTrue(refused("seed").contains("write key=value"));
        assertTrue(refused("title=").contains("'title=\"\"'"), refused("title="));
        assertTrue(refused("a..b=1").startsWith("override a..b=1: "));
        assertTrue(refused("a={}, b=2").contains("', b=2' follows a closing bracket"));
        assertTrue(refused("run.seed=" + "[".repeat(3000)).contains("nested more than 100 deep"));
        assertTrue(refused("a.".repeat(3000) + "b=1").contains("3001 parts"));
        assertTrue(refused("run.seed=[" + "x".repeat(100_000)).length() < 1000);
    }
}
