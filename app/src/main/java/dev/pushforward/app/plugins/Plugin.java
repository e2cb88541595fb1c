package dev.pushforward.app.plugins;

import dev.pushforward.app.experiment.InputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The files of a plugin: a JAR by itself, or a folder of JARs that belong together.
 *
 * @param path the JAR or folder
 * @param jars its JARs, sorted
 */
public record Plugin(Path path, List<Path> jars) {
    private static final String JAR = ".jar";

    /**
     * The plugins of a folder, sorted by name: each JAR in it, and each sub-folder that holds JARs, or cannot be read
     * and may.
     *
     * @throws InputException if the folder cannot be read
     */
    static List<Plugin> in(Path folder) {
        var found = new ArrayList<Plugin>();
        for (Path entry : entries(folder)) {
            if (Files.isDirectory(entry)) {
                List<Path> jars = Files.isReadable(entry)
                        ? entries(entry).stream().filter(Plugin::isJar).toList()
                        : List.of();
                // Maven's target is a plugin folder with others beside the JAR
                if (!jars.isEmpty() || !Files.isReadable(entry)) {
                    found.add(new Plugin(entry, jars));
                }
            } else if (isJar(entry)) {
                found.add(new Plugin(entry, List.of(entry)));
            }
        }
        return found;
    }

    private static boolean isJar(Path file) {
        return file.getFileName().toString().endsWith(JAR) && !Files.isDirectory(file);
    }

    private static List<Path> entries(Path folder) {
        if (Files.exists(folder) && !Files.isDirectory(folder)) { // reading a pipe as a folder would wait for a writer
            throw new InputException(
                    "the plugin folder " + folder + " is not a folder: give the folder that holds the JARs");
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(e -> !e.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (NoSuchFileException e) {
            throw new InputException(
                    "the plugin folder does not exist: " + folder
                            + ". Create it, or remove it from --plugins or PUSHFORWARD_PLUGINS",
                    e);
        } catch (IOException e) {
            throw new InputException(
                    "the plugin folder " + folder + " cannot be read (" + e + "): make it readable, or remove it", e);
        }
    }
}
