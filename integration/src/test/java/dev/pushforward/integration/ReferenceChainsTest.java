package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.integration.Distribution.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Runs of the distribution share reference chains as long as the code of the target is the same, be it a plugin's. */
@DisabledOnOs(OS.WINDOWS) // a shell script
class ReferenceChainsTest {
    private static final String TARGETS = "dev.pushforward.core.spi.TargetFactory";

    @TempDir
    private Path folder;

    private String run(String location) throws IOException {
        Files.writeString(folder.resolve("round.conf"), """
            target = round
            sampler { name = normal, location = @location@ }
            metrics = [ mmd ]
            run { draws = 30, floor-repeats = 0, reference { chains = 60, corrector { name = mala, steps = 3 } } }
            """.replace("@location@", location));
        Outcome outcome = Distribution.run(
                folder,
                "env",
                "PUSHFORWARD_CACHE=" + folder.resolve("cache"),
                Distribution.LAUNCHER.toString(),
                "run",
                "round.conf",
                "--plugins",
                "plugins");
        assertEquals(0, outcome.exit(), outcome.out() + outcome.err());
        return outcome.err();
    }

    private void plugin(String constructor) throws Exception {
        new PluginJar()
                .target("round", "", constructor)
                .service(TARGETS, "my.round.Factory")
                .write(folder.resolve("plugins/round.jar"));
    }

    private long kept() throws IOException {
        try (Stream<Path> files = Files.list(folder.resolve("cache/references"))) {
            return files.count();
        }
    }

    @Test
    void asLongAsTheCodeIsTheSame() throws Exception {
        plugin("");
        String first = run("0");
        assertTrue(first.lines().anyMatch("60 reference chains"::equals), first);
        String second = run("1");
        assertTrue(second.contains("reference chains from the cache: " + folder.resolve("cache/references")), second);
        assertEquals(1, kept());
        plugin("String another = \"build of the plugin\";");
        String third = run("2");
        assertTrue(third.lines().anyMatch("60 reference chains"::equals), third);
        assertEquals(2, kept());
    }
}
