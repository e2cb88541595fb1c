package dev.pushforward.app.plugins;

import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.LoadFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The components of Pushforward's own modules, whether or not this installation has them. */
final class OwnComponents {
    /** Where one comes from. */
    record Source(ComponentKind kind, String name, String artifact) {}

    private static final String FILE = "own-components.txt";

    private OwnComponents() {}

    static List<Source> all() {
        try (var lines = new BufferedReader(
                new InputStreamReader(OwnComponents.class.getResourceAsStream(FILE), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split(" "))
                    .map(w -> new Source(kind(w[0]), w[1], w[2]))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Why each that is not among these is not. */
    static List<LoadFailure> missing(ComponentRegistry found) {
        return all().stream()
                .filter(own -> found.find(own.kind(), own.name()).isEmpty())
                .map(own -> new LoadFailure(
                        own.artifact(),
                        own.kind().key() + " '" + own.name() + "'",
                        "is not part of this installation: put that artifact into its lib folder"))
                .toList();
    }

    private static ComponentKind kind(String key) {
        return Arrays.stream(ComponentKind.values())
                .filter(k -> k.key().equals(key))
                .findFirst()
                .orElseThrow();
    }
}
