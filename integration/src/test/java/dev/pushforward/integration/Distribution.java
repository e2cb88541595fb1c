package dev.pushforward.integration;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The distribution as a user gets it, unpacked into a folder whose name is not plain, and a way to run programs on it.
 */
final class Distribution {
    static final Path HOME = unpack(Path.of(System.getProperty("distribution")));
    static final Path LAUNCHER = HOME.resolve("bin/pushforward");
    static final Path LIB = HOME.resolve("lib");
    static final String OURS = "dev.pushforward.";
    /** Foreign code in modules of ours: the rules for our code do not bind it. */
    static final String REPACKED = "dev.pushforward.nd4j.";

    private Distribution() {}

    private static Path unpack(Path archive) {
        Path into = Path.of("target/installé, à part").toAbsolutePath();
        Outcome outcome = run(
                Path.of("").toAbsolutePath(),
                "sh",
                "-c",
                "rm -rf \"$2\" && mkdir -p \"$2\" && tar xzf \"$1\" -C \"$2\" --strip-components=1",
                "unpack",
                archive.toString(),
                into.toString());
        if (outcome.exit() != 0) {
            throw new AssertionError("can't unpack " + archive + ", which mvn package of app makes: " + outcome.err());
        }
        return into;
    }

    static Stream<ModuleReference> modules() {
        return ModuleFinder.of(LIB).findAll().stream();
    }

    static List<ModuleReference> ourModules() {
        return modules().filter(m -> isOurs(m.descriptor().name())).toList();
    }

    static boolean isOurs(String module) {
        return module.startsWith(OURS) && !module.startsWith(REPACKED);
    }

    /** What a finished process left. */
    record Outcome(int exit, String out, String err) {}

    static Outcome run(Path folder, String... command) {
        try {
            Path out = Files.createTempFile("out", null);
            Path err = Files.createTempFile("err", null);
            try {
                ProcessBuilder builder = new ProcessBuilder(command)
                        .directory(folder.toFile())
                        .redirectOutput(out.toFile())
                        .redirectError(err.toFile());
                builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
                Process process = builder.start();
                process.getOutputStream().close();
                if (!process.waitFor(2, TimeUnit.MINUTES)) {
                    process.destroyForcibly();
                    throw new AssertionError(Arrays.toString(command) + " still runs after two minutes");
                }
                return new Outcome(process.exitValue(), read(out), read(err));
            } finally {
                Files.deleteIfExists(out);
                Files.deleteIfExists(err);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static String read(Path file) throws IOException {
        return Files.readString(file, StandardCharsets.UTF_8);
    }
}
