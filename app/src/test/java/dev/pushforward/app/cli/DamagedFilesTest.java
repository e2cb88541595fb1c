package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.pushforward.core.State;
import dev.pushforward.core.store.StateFile;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Each file of a run, damaged in each way, before each command that reads it: what is not needed stops nothing, what is
 * needed is named, with what to do.
 */
@Timeout(300) // against reading that never ends
class DamagedFilesTest extends OnExperiment {
    @TempDir
    Path elsewhere;

    private Path run;

    DamagedFilesTest() {
        super("""
            target { name = normal, dimension = 2 }
            sampler { name = test-location, iterations = 20 }
            metrics = [ mmd ]
            run { draws = 100, checkpoint-every = 5, floor-repeats = 2 }
            """);
    }

    @BeforeEach
    void run() throws IOException {
        assertEquals(0, console.execute("run", file.toString(), "-q"), console.err());
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            run = runs.findFirst().orElseThrow();
        }
    }

    private static byte[] noise(int bytes) {
        byte[] noise = new byte[bytes];
        var random = new SplittableRandom(1);
        for (int i = 0; i < bytes; i++) {
            noise[i] = (byte) random.nextInt();
        }
        return noise;
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Contents in place of a text in JSON, by what is wrong with them. */
    private static Map<String, byte[]> wrongJson(byte[] good) {
        var all = new LinkedHashMap<String, byte[]>();
        all.put("noise", noise(300));
        all.put("nothing", new byte[0]);
        all.put("half", Arrays.copyOf(good, good.length / 2));
        all.put("null", text("null\n"));
        all.put("a list", text("[1, 2]\n"));
        all.put("a number", text("3\n"));
        all.put("depth", text("{\"a\":" + "[".repeat(100_000) + "\n"));
        all.put("zeros", new byte[100]);
        return all;
    }

    private static Map<String, byte[]> wrongArrays(byte[] good) throws IOException {
        var all = new LinkedHashMap<String, byte[]>();
        all.put("noise", noise(300));
        all.put("nothing", new byte[0]);
        all.put("half", Arrays.copyOf(good, good.length / 2));
        all.put("a text", text("PK text"));
        byte[] flipped = good.clone();
        flipped[dataAfter(flipped, flipped.length / 2)] ^= 1;
        all.put("a bit", flipped);
        return all;
    }

    /**
     * Where the data of the first array after a position begins: a bit of what lies between the arrays may not matter.
     */
    private static int dataAfter(byte[] npz, int from) {
        int header = new String(npz, StandardCharsets.ISO_8859_1).indexOf("NUMPY", from) - 1;
        return header + 10 + (npz[header + 8] & 0xff) + 256 * (npz[header + 9] & 0xff);
    }

    private void ends(int code, String what, String... command) {
        assertEquals(code, console.execute(command), what + ": " + String.join(" ", command) + "\n" + console.err());
        assertFalse(
                console.err().contains("Exception")
                        || console.err().contains("\tat ")
                        || console.err().contains("unexpected"),
                what + "\n" + console.err());
        assertFalse(
                console.err().chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t'),
                what + "\n" + console.err());
    }

    /** What is logged meanwhile. */
    private static String warned(Runnable work) {
        var said = new ByteArrayOutputStream();
        PrintStream err = System.err;
        System.setErr(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            work.run();
        } finally {
            System.setErr(err);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    private List<String[]> commands() {
        return List.of(
                new String[] {"report", run.toString(), "-q"},
                new String[] {"resume", run.toString(), "-q"},
                new String[] {"evaluate", run.toString(), "-q"},
                new String[] {
                    "draw",
                    run.toString(),
                    "-n",
                    "3",
                    "-o",
                    elsewhere.resolve("d.csv").toString(),
                    "-q"
                });
    }

    @Test
    void provenanceIsNotNeeded() throws IOException {
        Path provenance = run.resolve("provenance.json");
        var wrong = wrongJson(Files.readAllBytes(provenance));
        wrong.put("other types", text("{\"hash\": 3, \"modules\": 4, \"plugins\": [1]}\n"));
        for (String[] command : commands()) {
            Files.write(provenance, noise(300));
            String warning = warned(() -> ends(0, "noise", command));
            assertTrue(
                    warning.startsWith("WARN: " + provenance + " is damaged: it is not UTF-8 text. It is not needed"),
                    warning);
            assertEquals(1, warning.lines().count(), warning);
        }
        for (var damage : wrong.entrySet()) {
            Files.write(provenance, damage.getValue());
            ends(0, damage.getKey(), "report", run.toString());
            assertArrayEquals(damage.getValue(), Files.readAllBytes(provenance), "it is left as it is");
        }
        Files.delete(provenance);
        ends(0, "none", "report", run.toString());
        Files.createDirectories(provenance);
        ends(0, "a folder", "report", run.toString());
        Files.delete(provenance);
        Files.write(provenance, noise(300));
        ends(0, "noise", "run", file.toString(), "-q");
        assertTrue(Files.readString(provenance).contains("\"hash\""), "the command that began the run writes it again");
    }

    @Test
    void measurementsAndCostsAreNamedWithWhatToDo() throws IOException {
        for (String name : List.of("metrics.jsonl", "costs.json")) {
            Path path = run.resolve(name);
            byte[] good = Files.readAllBytes(path);
            var wrong = wrongJson(good);
            wrong.put("other types", text("{\"row\": [], \"value\": {}, \"iterations\": [], \"stage\": 3}\n"));
            wrong.put(
                    "a letter",
                    new String(good, StandardCharsets.UTF_8)
                            .replaceFirst(": ?[0-9]", ":\"x\"")
                            .getBytes(StandardCharsets.UTF_8));
            for (var damage : wrong.entrySet()) {
                Files.write(path, damage.getValue());
                ends(1, name + " " + damage.getKey(), "report", run.toString());
                assertTrue(
                        console.err().contains(path + " is ")
                                && console.err().contains("Delete " + run.resolve("metrics.jsonl")),
                        console.err());
                ends(
                        0,
                        name + " " + damage.getKey(),
                        "draw",
                        run.toString(),
                        "-n",
                        "3",
                        "-o",
                        elsewhere.resolve("d.csv").toString(),
                        "-q");
            }
            Files.delete(run.resolve("metrics.jsonl"));
            ends(0, name, "resume", run.toString(), "-q");
        }
    }

    @Test
    void drawsAreNamedWithWhatToDo() throws IOException {
        Path draws = run.resolve("draws.npz");
        byte[] good = Files.readAllBytes(draws);
        var wrong = new LinkedHashMap<>(wrongArrays(good));
        var states = new ArrayList<State>();
        states.add(State.empty());
        states.add(State.empty().with("drawn", 3));
        states.add(State.empty().with("drawn", Tensor.zeros(DType.FLOAT32, 100, 3)));
        states.add(State.empty().with("drawn", Tensor.zeros(DType.FLOAT32, 100)));
        states.add(State.empty().with("reference", Tensor.zeros(DType.FLOAT32, 100, 2)));
        for (State state : states) {
            StateFile.write(draws, state);
            wrong.put(state.tensors().keySet() + " " + wrong.size(), Files.readAllBytes(draws));
        }
        for (var damage : wrong.entrySet()) {
            Files.write(draws, damage.getValue());
            ends(1, damage.getKey(), "report", run.toString());
            assertTrue(
                    console.err().contains(draws + " is damaged: ")
                            && console.err().contains("Delete it and run the same command again"),
                    console.err());
        }
        Files.delete(draws);
        Files.createDirectories(draws);
        ends(1, "a folder", "report", run.toString());
        assertTrue(console.err().contains(draws + " is not a regular file"), console.err());
        Files.delete(draws);
        ends(0, "deleted", "resume", run.toString(), "-q");
        assertArrayEquals(good, Files.readAllBytes(draws));
    }

    /** They serve what is drawn more and the curves of a page, which does without. */
    @Test
    void checkpoints() throws IOException {
        List<Path> files =
                List.of(run.resolve("checkpoints/0000000015.npz"), run.resolve("checkpoints/0000000020.npz"));
        byte[] good = Files.readAllBytes(files.getLast());
        for (var damage : wrongArrays(good).entrySet()) {
            for (Path path : files) {
                Files.write(path, damage.getValue());
            }
            ends(0, damage.getKey(), "report", run.toString());
            assertTrue(Files.readString(run.resolve("report.html")).contains("Measurements"));
            ends(
                    1,
                    damage.getKey(),
                    "draw",
                    run.toString(),
                    "-n",
                    "3",
                    "-o",
                    elsewhere.resolve("d.csv").toString(),
                    "-q");
            assertTrue(
                    console.err().contains("no checkpoint in " + run.resolve("checkpoints") + " can be read: delete "),
                    console.err());
        }
        StateFile.write(files.getLast(), State.empty());
        ends(0, "another's", "report", run.toString());
        ends(
                2,
                "another's",
                "draw",
                run.toString(),
                "-n",
                "3",
                "-o",
                elsewhere.resolve("d.csv").toString(),
                "-q");
        assertTrue(console.err().contains(files.getLast() + " does not say which run saved it"), console.err());
        Files.delete(run.resolve("metrics.jsonl"));
        ends(0, "another's, and measurements are to be made", "report", run.toString());
        assertTrue(console.err().contains("Note: the training cannot go on: "), console.err());
    }

    /** Opening a pipe that nobody writes to never ends. */
    @Test
    void pipesAreNotRead() throws Exception {
        assumeTrue(Files.exists(Path.of("/usr/bin/mkfifo")), "needs mkfifo");
        for (String name :
                List.of("provenance.json", "costs.json", "draws.npz", "checkpoints/0000000020.npz", ".lock")) {
            Path path = run.resolve(name);
            Files.deleteIfExists(path);
            assertEquals(
                    0, new ProcessBuilder("mkfifo", path.toString()).start().waitFor());
            Files.deleteIfExists(run.resolve(name.equals(".lock") ? "metrics.jsonl" : "none"));
            boolean needed = !name.startsWith("provenance") && !name.startsWith("checkpoints");
            ends(
                    name.equals(".lock") ? 2 : needed ? 1 : 0,
                    name,
                    name.equals(".lock") ? "resume" : "report",
                    run.toString());
            if (needed) {
                assertTrue(console.err().contains(path + " is not a regular file"), console.err());
                Files.delete(path);
                ends(0, name, "resume", run.toString(), "-q");
            }
        }
    }

    @Test
    void aSweepsFolderIsKnownAllTheSame() throws IOException {
        assertEquals(0, console.execute("run", file.toString(), "-q", "--sweep", "run.seed=1,2"), console.err());
        Path sweep;
        try (Stream<Path> runs = Files.list(folder.resolve("runs"))) {
            sweep = runs.filter(r -> r.getFileName().toString().contains("-sweep-"))
                    .findFirst()
                    .orElseThrow();
        }
        var wrong = wrongJson(Files.readAllBytes(sweep.resolve("sweep.json")));
        wrong.put(
                "other types",
                text("{\"axes\": {\"a\": {}, \"b\": [[1]]}, \"runs\": [1, {}, null, {\"folder\": []}]}\n"));
        for (var damage : wrong.entrySet()) {
            Files.write(sweep.resolve("sweep.json"), damage.getValue());
            ends(2, damage.getKey(), "report", sweep.toString());
            assertTrue(console.err().contains(sweep + " is the folder of a sweep"), console.err());
        }
        ends(0, "the last", "run", file.toString(), "-q", "--sweep", "run.seed=1,2");
    }

    @Test
    void jarsThatAreNoneStopNothing() throws IOException {
        for (var damage :
                wrongArrays(Files.readAllBytes(run.resolve("draws.npz"))).entrySet()) {
            Files.write(elsewhere.resolve("plugin.jar"), damage.getValue());
            ends(0, damage.getKey(), "list", "--plugins", elsewhere.toString());
            assertTrue(console.err().contains("WARN: " + elsewhere.resolve("plugin.jar")), console.err());
        }
    }

    @Test
    void anExperimentIsNamed() throws IOException {
        for (var damage : Map.of("noise", noise(300), "nothing", new byte[0]).entrySet()) {
            Files.write(run.resolve("experiment.conf"), damage.getValue());
            ends(2, damage.getKey(), "report", run.toString());
            assertTrue(console.err().contains("experiment.conf"), console.err());
        }
    }
}
