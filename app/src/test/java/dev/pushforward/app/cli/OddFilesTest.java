package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushforward.core.spi.Printable;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Files that are none, and texts that are no experiment: an exit code of 2 at once, and a message that a terminal shows
 * as it is.
 */
class OddFilesTest extends OnExperiment {
    private static final Duration LIMIT = Duration.ofSeconds(60); // a hang, on a slow machine too
    private static final String ESC = Character.toString(0x1B);

    OddFilesTest() {
        super("""
            target { name = normal, dimension = 2 }
            sampler { name = test-location, iterations = 1 }
            run { draws = 10, floor-repeats = 0 }
            """);
    }

    private void refused(String message, String... arguments) {
        int code = assertTimeoutPreemptively(LIMIT, () -> console.execute(arguments));
        assertEquals(2, code, console.err());
        assertTrue(console.err().contains(message), "'" + message + "' in\n" + console.err());
        assertFalse(console.err().contains("memory"), console.err());
        assertFalse(Files.exists(folder.resolve("runs")), "nothing was begun");
        readable();
    }

    private void readable() {
        String all = console.err() + console.out();
        assertEquals(Printable.text(all), all);
        assertTrue(all.lines().allMatch(line -> line.length() <= 4000), "a line too long to read");
    }

    private Path pipe(String name) throws IOException, InterruptedException {
        Path pipe = folder.resolve(name);
        Files.createDirectories(pipe.getParent());
        assumeTrue(Files.exists(Path.of("/usr/bin/mkfifo")) || Files.exists(Path.of("/bin/mkfifo")), "needs mkfifo");
        assertEquals(0, new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor());
        return pipe;
    }

    @Test
    void onlyRegularFilesAreExperiments() throws Exception {
        refused(
                "is a pipe, a socket or a device: give a regular file",
                "run",
                pipe("pipe").toString());
        refused("is a folder: give a file", "run", folder.toString());
        for (String device : List.of("/dev/zero", "/dev/null")) {
            if (Files.exists(Path.of(device))) {
                refused("is a pipe, a socket or a device", "run", device);
            }
        }
        Path socket = folder.resolve("socket");
        try (var server = ServerSocketChannel.open(StandardProtocolFamily.UNIX)) {
            server.bind(UnixDomainSocketAddress.of(socket));
            refused("is a pipe, a socket or a device", "run", socket.toString());
        }
    }

    @Test
    void linksThatLeadNowhereAreTold() throws IOException {
        Path loop = folder.resolve("loop.conf");
        Files.createSymbolicLink(loop, loop);
        refused("its symbolic links lead nowhere, or in a circle", "run", loop.toString());
        Path dangling = Files.createSymbolicLink(folder.resolve("dangling.conf"), folder.resolve("gone.conf"));
        refused("is a symbolic link to a file that does not exist", "run", dangling.toString());
        refused("there is no file", "run", folder.resolve("tset.conf").toString());
        assertTrue(console.err().contains("Did you mean 'test.conf'?"), console.err());
    }

    @Test
    void aFileThatIsTooLargeIsNotRead() throws IOException {
        Path large = folder.resolve("large.conf");
        try (var sparse = new RandomAccessFile(large.toFile(), "rw")) {
            sparse.setLength(1L << 40);
        }
        refused("is larger than 10 MiB", "run", large.toString());
    }

    @Test
    void deepNestingIsRefusedWithItsPlace() throws IOException {
        refused("nested more than 100 deep", "run", file.toString(), "run.seed=" + "[".repeat(3000));
        Files.writeString(file, "\n a = " + "[".repeat(3000) + "]".repeat(3000));
        refused("test.conf:2:106: brackets are nested more than 100 deep", "run", file.toString());
        Files.writeString(
                file,
                "x".repeat(20) + ".y".repeat(50_000) + " = 1\n" + "x".repeat(20) + ".y".repeat(50_000) + ".z = 1");
        refused("test.conf: ", "run", file.toString());
    }

    @Test
    void pipesAreNoPluginsAndNoData() throws Exception {
        refused(
                "is not a folder: give the folder that holds the JARs",
                "list",
                "--plugins",
                pipe("plugins").toString());
        refused("is not a folder", "list", "--plugins", file.toString());
        pipe("data/table.csv");
        refused(
                "is a folder, a pipe or a device: put a regular file there",
                "run",
                file.toString(),
                "target=test-table",
                "--data",
                folder.resolve("data").toString());
        pipe("some-run/experiment.conf");
        refused("there is no run in", "resume", folder.resolve("some-run").toString());
    }

    @Test
    void controlCharactersOfAnyOriginAreEscaped() throws IOException {
        String evil = "a" + ESC + "[2J\rb" + Character.toString(0x202E) + Character.toString(0x9B) + "31m"
                + Character.toString(0x2028);
        refused("there is no command", evil);
        refused("there is no file", "run", folder.resolve(evil).toString());
        refused("unknown key", "run", file.toString(), "\"a\\u001b[2J\"=1");
        refused("Invalid path", "run", file.toString(), evil + "=1");
        refused("there is no target", "run", file.toString(), "target=" + evil + "\nWARN: all is well");
        assertTrue(
                console.err().lines().noneMatch(line -> line.startsWith("WARN")), "no line is faked: " + console.err());
        refused("there is no component", "describe", evil);
        refused("there is no run", "report", evil);
        refused("--" + "threads", "run", file.toString(), "--threads", evil);
        Files.writeString(file, "a = " + evil + " ]");
        refused("test.conf:1:", "run", file.toString());
    }

    @Test
    void whatIsPrintedOfARunIsEscapedAndItsLettersStay() throws IOException {
        assertEquals(
                0,
                console.execute("run", file.toString(), "-q", "title=\"né ψ 中" + "\\u001b[2J\\nReport: fake\""),
                console.err());
        assertTrue(console.out().contains("né ψ 中" + '\\' + "u001B[2J"), console.out());
        assertEquals(
                1,
                console.out()
                        .lines()
                        .filter(line -> line.startsWith("Report: "))
                        .count(),
                console.out());
        readable();
    }

    @Test
    void messagesAreOfReadableLength() throws IOException {
        String huge = "x".repeat(100_000);
        for (String override : List.of(
                "run.seed=" + huge,
                "target=" + huge,
                huge + "=1",
                "run.seed=[" + huge,
                huge,
                "metrics=[" + huge + "]")) {
            refused("", "run", file.toString(), override);
            assertTrue(
                    console.err().length() < 4000,
                    override.substring(0, 10) + ": " + console.err().length());
        }
        Files.writeString(file, "a = " + huge + " }");
        refused("test.conf:1:100006: ", "run", file.toString());
        assertTrue(
                console.err().length() < 5000,
                () -> "characters: " + console.err().length());
    }

    @Test
    void anOverrideOfTheSameNameKeepsTheSettings() throws IOException {
        assertEquals(0, console.execute("run", file.toString(), "-q", "target=normal", "title=run #3"), console.err());
        try (var runs = Files.list(folder.resolve("runs"))) {
            String saved = Files.readString(runs.findFirst().orElseThrow().resolve("experiment.conf"));
            assertTrue(saved.contains("dimension=2") && saved.contains("title=\"run #3\""), saved);
        }
    }
}
