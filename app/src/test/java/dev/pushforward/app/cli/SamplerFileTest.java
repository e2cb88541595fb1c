package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.State;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.generator.SavedSampler;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.store.StateFile;
import dev.pushforward.tensor.parallel.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The trained sampler as a file of its own: what it holds, who draws from it, and what is refused. */
class SamplerFileTest extends OnExperiment {
    SamplerFileTest() {
        super("""
            target { name = mog2 }
            sampler { name = ksd, iterations = 3, batch = 20, hidden = [8, 8] }
            metrics = [ mmd ]
            run { draws = 40, floor-repeats = 2 }
            """);
    }

    private Path run(String... overrides) {
        return run(file, overrides);
    }

    private Path run(Path experiment, String... overrides) {
        var arguments = Stream.concat(Stream.of("run", experiment.toString(), "--quiet"), Stream.of(overrides))
                .toArray(String[]::new);
        assertEquals(0, console.execute(arguments), console.err());
        String line = console.out()
                .lines()
                .filter(l -> l.startsWith("Report: "))
                .findFirst()
                .orElseThrow();
        return Path.of(line.substring("Report: ".length())).getParent();
    }

    private int draw(Path run, Path to) {
        return console.execute("draw", run.toString(), "-n", "50", "-o", to.toString());
    }

    private byte[] drawn(Path run) throws IOException {
        Path to = folder.resolve("drawn.npz");
        assertEquals(0, draw(run, to), console.err());
        return Files.readAllBytes(to);
    }

    private static void delete(Path tree) throws IOException {
        try (Stream<Path> files = Files.walk(tree)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }

    @Test
    void drawNeedsNothingElse() throws IOException {
        String layers = ", iterations = 2, batch = 20, hidden = [4] }";
        for (String sampler : List.of(
                "{ name = ksd" + layers,
                "{ name = coupling-flow" + layers,
                "{ name = normal }",
                "{ name = whitened, sampler { name = ksd" + layers + " }")) {
            Path other = folder.resolve("other.conf");
            Files.writeString(other, Files.readString(file).replaceFirst("sampler .*", "sampler " + sampler));
            Path run = run(other);
            byte[] drawn = drawn(run);
            Files.delete(run.resolve("sampler.npz"));
            assertArrayEquals(drawn, drawn(run), sampler + ": by the checkpoint");
            Files.delete(run.resolve("metrics.jsonl")); // it is written again where a training ends
            assertEquals(0, console.execute("resume", run.toString(), "-q"), console.err());
            delete(run.resolve("checkpoints"));
            assertArrayEquals(drawn, drawn(run), sampler + ": without checkpoints");
        }
    }

    /** Another program draws from it with core alone; the optimiser's moments are not in it. */
    @Test
    void itIsWhatALibraryUserShips() throws IOException {
        Path run = run();
        State saved = StateFile.read(run.resolve("sampler.npz"));
        assertTrue(saved.tensors().keySet().stream().noneMatch(name -> name.contains("adam")), saved.toString());
        assertTrue(
                2 * Files.size(run.resolve("sampler.npz")) < Files.size(run.resolve("checkpoints/0000000003.npz")),
                "less than half of a checkpoint");
        TrainedSampler sampler = SavedSampler.load(saved, Workers.of(1));
        assertArrayEquals(
                new int[] {7, 2}, sampler.draw(7, RandomStream.of(1)).points().shape());
    }

    @Test
    void otherFilesInItsPlaceAreRefused() throws IOException {
        Path run = run();
        Path sampler = run.resolve("sampler.npz");
        byte[] own = Files.readAllBytes(sampler);
        byte[] drawn = drawn(run);
        Path to = folder.resolve("x.npz");

        Files.write(sampler, Arrays.copyOf(own, own.length / 2));
        assertEquals(1, draw(run, to));
        assertTrue(
                console.err().contains(sampler + " is damaged")
                        && console.err().contains("or delete " + sampler + ": its newest checkpoint"),
                console.err());

        Files.copy(run("sampler.iterations=2").resolve("sampler.npz"), sampler, StandardCopyOption.REPLACE_EXISTING);
        assertEquals(2, draw(run, to));
        assertTrue(console.err().contains(sampler + " was saved by another run"), console.err());

        StateFile.write(sampler, State.empty());
        assertEquals(2, draw(run, to));
        assertTrue(console.err().contains("does not say which run saved it: it is not a run's sampler"), console.err());

        State checkpoint = StateFile.read(run.resolve("checkpoints/0000000003.npz"));
        StateFile.write(sampler, checkpoint);
        assertEquals(2, draw(run, to));
        assertTrue(
                console.err().contains("this is not a saved sampler")
                        && console.err().contains("or delete " + sampler),
                console.err());

        Files.delete(sampler);
        assertArrayEquals(drawn, drawn(run), "the advice helps");
        assertFalse(Files.exists(to));
    }
}
