package dev.pushforward.app.data;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where files that were fetched are kept. */
public final class CacheFolder {
    private CacheFolder() {}

    /** That of {@code PUSHFORWARD_CACHE}; else {@code pushforward} in the folder for caches of this user. */
    public static Path ofUser() {
        return of(
                System.getenv(),
                Path.of(System.getProperty("user.home")),
                System.getProperty("os.name").startsWith("Windows"));
    }

    static Path of(Map<String, String> environment, Path home, boolean windows) {
        Optional<Path> given = folder(environment, "PUSHFORWARD_CACHE");
        // A relative XDG folder is to be ignored: XDG Base Directory Specification.
        Optional<Path> caches =
                folder(environment, windows ? "LOCALAPPDATA" : "XDG_CACHE_HOME").filter(Path::isAbsolute);
        return given.orElseGet(() -> caches.orElse(home.resolve(".cache")).resolve("pushforward"));
    }

    private static Optional<Path> folder(Map<String, String> environment, String variable) {
        return Optional.ofNullable(environment.get(variable))
                .filter(v -> !v.isBlank())
                .map(Path::of);
    }
}
