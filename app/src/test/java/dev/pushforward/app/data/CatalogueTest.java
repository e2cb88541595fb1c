package dev.pushforward.app.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Originals become the files whose sums are pinned. */
class CatalogueTest {
    private static String sha256(InputStream in) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        in.transferTo(new OutputStream() {
            @Override
            public void write(int b) {
                digest.update((byte) b);
            }

            @Override
            public void write(byte[] b, int from, int n) {
                digest.update(b, from, n);
            }
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] converted(Form form, byte[] original) throws IOException {
        var out = new ByteArrayOutputStream();
        form.convert(new ByteArrayInputStream(original), out);
        return out.toByteArray();
    }

    @TestFactory
    Stream<DynamicTest> originalsBecomeWhatIsPinned() {
        return Catalogue.standard().stream()
                .map(set -> DynamicTest.dynamicTest(set.file(), () -> {
                    byte[] file = converted(set.form(), Originals.of(set.file()));
                    assertEquals(set.sha256(), sha256(set.form().pinned(new ByteArrayInputStream(file))));
                }));
    }

    /**
     * The sum of UCI's heart.dat as published by somebody who fetched it: so the original that these tests make is the
     * true one, byte for byte.
     */
    @Test
    void theOriginalOfHeartIsThatOfItsOrigin() throws Exception {
        assertEquals(
                "f5f3b4204c285bafadd85cb735f38b47689f2be7047feb172dcbeab648110bf9",
                sha256(new ByteArrayInputStream(Originals.of("heart.csv"))));
    }

    @Test
    void whatIsConverted() throws IOException {
        var form = new LabelledTable(Map.of("1", "0", "2", "1"));
        byte[] original = "  70.0  -0.50 100 1\r\n1.250,0,2.0,2\n\n".getBytes(StandardCharsets.US_ASCII);
        assertEquals(
                "x1,x2,x3,y\n70,-0.5,100,0\n1.25,0,2,1\n",
                new String(converted(form, original), StandardCharsets.US_ASCII));
        var label = assertThrows(
                IOException.class, () -> converted(form, "1 2\n3 0\n".getBytes(StandardCharsets.US_ASCII)));
        assertEquals("line 2 ends in '0', which is not one of the labels 1, 2", label.getMessage());
        var number =
                assertThrows(IOException.class, () -> converted(form, "1.x 2\n".getBytes(StandardCharsets.US_ASCII)));
        assertEquals("line 1: '1.x' is not a number", number.getMessage());
    }

    /** Whoever uses a set is told where it comes from and under which licence. */
    @Test
    void theDocumentationNamesEachSet() throws IOException {
        String page = Files.readString(Path.of("../docs/data-sets.md"));
        for (DataSet set : Catalogue.standard()) {
            String row = page.lines()
                    .filter(l -> l.startsWith("| `" + set.file() + "`"))
                    .findFirst()
                    .orElse("no row");
            for (String part : new String[] {set.title(), set.origin().toString(), set.licence(), set.sha256()}) {
                assertTrue(row.contains(part), set.file() + ": " + part + " in " + row);
            }
        }
    }

    @Test
    void theCacheFolder() {
        Path home = Path.of("home").toAbsolutePath();
        Path caches = Path.of("caches").toAbsolutePath();
        String given = caches.toString();
        assertEquals(home.resolve(".cache/pushforward"), CacheFolder.of(Map.of(), home, false));
        assertEquals(caches.resolve("pushforward"), CacheFolder.of(Map.of("XDG_CACHE_HOME", given), home, false));
        assertEquals(
                home.resolve(".cache/pushforward"), CacheFolder.of(Map.of("XDG_CACHE_HOME", "relative"), home, false));
        assertEquals(
                caches.resolve("pushforward"),
                CacheFolder.of(Map.of("LOCALAPPDATA", given, "XDG_CACHE_HOME", "/x"), home, true));
        assertEquals(
                Path.of("mine"),
                CacheFolder.of(Map.of("PUSHFORWARD_CACHE", "mine", "XDG_CACHE_HOME", given), home, false));
        assertEquals(home.resolve(".cache/pushforward"), CacheFolder.of(Map.of("PUSHFORWARD_CACHE", " "), home, false));
    }
}
