package dev.pushforward.app.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Tests of commands on one experiment, written anew for each in a folder of its own. */
abstract class OnExperiment {
    @TempDir
    Path folder;

    Path file;
    Console console;

    private final String experiment;

    OnExperiment(String experiment) {
        this.experiment = experiment;
    }

    @BeforeEach
    void write() throws IOException {
        console = new Console(folder.resolve("runs"));
        file = folder.resolve("test.conf");
        Files.writeString(file, experiment);
    }
}
