package dev.pushforward.app.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.app.data.DataFiles;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.ExperimentReader;
import dev.pushforward.app.experiment.ExperimentSource;
import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.wiring.Workshop;
import dev.pushforward.core.Compute;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.store.StateFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ResumeTest {
    private static final String EXPERIMENT = """
        target { name = double-well }
        sampler { name = afis, iterations = 40, batch = 60, hidden = [8, 8], score { hidden = [8, 8] } }
        corrector { name = mala, steps = 3 }
        metrics = [ mmd, ksd ]
        run { draws = 100, checkpoint-every = 7, measure-every = 9, floor-repeats = 2, replicates = 2 }
        """;

    @TempDir
    Path folder;

    /** Does something after so many steps. */
    private record After(int[] steps, Runnable then) implements Progress {
        @Override
        public void stepped(long iteration, StepInfo info) {
            if (--steps[0] == 0) {
                then.run();
            }
        }
    }

    private Experiment experiment(String... overrides) throws IOException {
        Path file = folder.resolve("x.conf");
        Files.writeString(file, EXPERIMENT);
        return new ExperimentReader(ComponentRegistry.load()).read(ExperimentSource.of(file), List.of(overrides));
    }

    /** Works in the folder until done, or until so many steps were done; says whether it is done. */
    private boolean work(Experiment experiment, Path runs, int steps) throws IOException {
        var stop = new StopSignal();
        return work(experiment, runs, new After(new int[] {steps}, stop::ask), stop);
    }

    private boolean work(Experiment experiment, Path runs, Progress progress, StopSignal stop) throws IOException {
        var none = new DataFiles(
                Optional.empty(), Optional.empty(), folder.resolve("cache"), List.of(), Progress.none(), stop);
        Workshop workshop = Workshop.of(ComponentRegistry.load(), Compute.standard(), none, progress, stop);
        RunFolder run = RunFolder.create(runs, experiment, Map.of());
        try {
            workshop.runner()
                    .run(
                            experiment,
                            run,
                            run.parts(experiment, workshop.composer().compose(experiment)));
            return true;
        } catch (StoppedException stopped) {
            return false;
        }
    }

    /** What costs.json says besides times. */
    private static List<Object> counted(Path part) throws IOException {
        var costs = Json.read(part.resolve("costs.json"));
        return List.of(costs.get("parameters"), costs.get("stateNumbers"), costs.get("evaluations"));
    }

    private static Path only(Path runs) throws IOException {
        try (Stream<Path> found = Files.list(runs)) {
            return found.findFirst().orElseThrow();
        }
    }

    @Test
    void aRunStoppedAgainAndAgainEndsAsOneThatWasNot() throws IOException {
        Experiment experiment = experiment();
        assertTrue(work(experiment, folder.resolve("whole"), Integer.MAX_VALUE));
        int sittings = 1;
        while (!work(experiment, folder.resolve("parts"), 11)) {
            sittings++;
        }
        assertEquals(8, sittings, "80 steps, 11 in a sitting");
        Path whole = only(folder.resolve("whole"));
        Path parts = only(folder.resolve("parts"));
        for (String name :
                List.of("metrics.jsonl", "1/draws.npz", "2/draws.npz", "1/metrics.jsonl", "2/metrics.jsonl")) {
            assertArrayEquals(Files.readAllBytes(whole.resolve(name)), Files.readAllBytes(parts.resolve(name)), name);
        }
        for (String part : List.of("1", "2")) {
            assertEquals(
                    counted(whole.resolve(part)),
                    counted(parts.resolve(part)),
                    "what training and all that follows it evaluated");
        }
        var a = StateFile.read(whole.resolve("2/checkpoints/0000000040.npz"));
        var b = StateFile.read(parts.resolve("2/checkpoints/0000000040.npz"));
        assertEquals(a.tensors().keySet(), b.tensors().keySet());
        a.tensors()
                .forEach((name, tensor) ->
                        assertArrayEquals(tensor.toDoubleArray(), b.tensor(name).toDoubleArray(), name));
    }

    /** A measurement in the course of a training that is cut off, is made when the run goes on. */
    @Test
    void aStopWithinAMeasurementOfATrainingLosesNothing() throws IOException {
        Experiment experiment = experiment("run.replicates=1");
        assertTrue(work(experiment, folder.resolve("whole"), Integer.MAX_VALUE));
        // asked for after the step of the second measurement, before it is made
        assertFalse(work(experiment, folder.resolve("parts"), 18));
        Path newest = only(folder.resolve("parts")).resolve("checkpoints/0000000018.npz");
        assertTrue(Files.exists(newest));
        assertEquals(
                List.of(9.0), Course.of(StateFile.read(newest).under("course")).iterations());
        assertTrue(work(experiment, folder.resolve("parts"), Integer.MAX_VALUE));
        var a = StateFile.read(only(folder.resolve("whole")).resolve("checkpoints/0000000040.npz"));
        var b = StateFile.read(newest.resolveSibling("0000000040.npz"));
        assertEquals(
                List.of(9.0, 18.0, 27.0, 36.0), Course.of(b.under("course")).iterations());
        a.tensors()
                .forEach((name, tensor) ->
                        assertArrayEquals(tensor.toDoubleArray(), b.tensor(name).toDoubleArray(), name));
    }

    /** The whitening is computed in the first step, or as the state before it is saved. */
    @Test
    void aWhitenedTrainingCountsTheSameWhenStopped() throws IOException {
        Experiment experiment = experiment(
                "sampler=null",
                "sampler={ name = whitened, sampler { name = dft, iterations = 20, batch = 60, hidden = [8, 8], score"
                        + " { hidden = [8, 8] } } }",
                "run.replicates=1");
        assertTrue(work(experiment, folder.resolve("whole"), Integer.MAX_VALUE));
        boolean done = false;
        for (int steps = 3; !done; steps += 3) {
            done = work(experiment, folder.resolve("parts"), steps);
        }
        assertEquals(counted(only(folder.resolve("whole"))), counted(only(folder.resolve("parts"))));
    }

    /** Checks at 6, 12, ..., 36 and 40; sittings end between them. */
    @Test
    void aRunThatChecksItselfSelectsTheSameWhenStopped() throws IOException {
        Experiment experiment = experiment(
                "sampler.check-every=6",
                "sampler.check-draws=150",
                "sampler.check-fits=3",
                "sampler.check-selects=true");
        assertTrue(work(experiment, folder.resolve("whole"), Integer.MAX_VALUE));
        boolean done = false;
        while (!done) {
            done = work(experiment, folder.resolve("parts"), 11);
        }
        for (String name : List.of("metrics.jsonl", "1/checks.json", "2/checks.json", "1/draws.npz", "2/draws.npz")) {
            assertArrayEquals(
                    Files.readAllBytes(only(folder.resolve("whole")).resolve(name)),
                    Files.readAllBytes(only(folder.resolve("parts")).resolve(name)),
                    name);
        }
    }

    @Test
    void aDamagedNewestCheckpointCostsTimeOnly() throws IOException {
        Experiment experiment = experiment();
        assertTrue(work(experiment, folder.resolve("whole"), Integer.MAX_VALUE));
        work(experiment, folder.resolve("parts"), 25);
        Path newest = only(folder.resolve("parts")).resolve("1/checkpoints/0000000025.npz");
        byte[] bytes = Files.readAllBytes(newest);
        bytes[bytes.length / 2] ^= 1;
        Files.write(newest, bytes);
        assertTrue(work(experiment, folder.resolve("parts"), Integer.MAX_VALUE));
        assertArrayEquals(
                Files.readAllBytes(only(folder.resolve("whole")).resolve("1/draws.npz")),
                Files.readAllBytes(only(folder.resolve("parts")).resolve("1/draws.npz")));
    }

    private static void delete(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Deleted at iteration 10, noticed at the checkpoint of 14; no half of a folder is left that nobody could go on
     * with.
     */
    @Test
    void aDeletedFolderIsNoticedAtTheNextCheckpoint() throws IOException {
        Path runs = folder.resolve("runs");
        var counted = new int[] {10};
        var e = assertThrows(
                IOException.class,
                () -> work(experiment(), runs, new After(counted, () -> delete(runs)), new StopSignal()));
        assertTrue(e.getMessage().contains("was deleted or moved while Pushforward worked in it"), e.getMessage());
        assertEquals(10 - 14, counted[0], "steps after the deletion");
        assertFalse(Files.exists(runs));
        assertTrue(work(experiment(), runs, Integer.MAX_VALUE), "it begins again");
    }

    /** Stopped where nothing can be saved any more: that is a failure, and not a stop from which it goes on. */
    @Test
    void aStopAfterTheFolderWasDeletedIsAFailure() {
        Path runs = folder.resolve("runs");
        var stop = new StopSignal();
        var progress = new After(new int[] {1}, () -> {
            delete(runs);
            stop.ask();
        });
        assertThrows(IOException.class, () -> work(experiment(), runs, progress, stop));
        assertFalse(Files.exists(runs));
    }

    /** A state that was saved with other settings, and made to look as this run's. */
    @Test
    void aCheckpointOfOtherShapesSaysWhichTensor() throws IOException {
        work(experiment("sampler.hidden=[9, 8]"), folder.resolve("other"), 8);
        work(experiment(), folder.resolve("runs"), 8);
        Path checkpoints = only(folder.resolve("runs")).resolve("1/checkpoints");
        State own = StateFile.read(checkpoints.resolve("0000000008.npz"));
        State other = StateFile.read(only(folder.resolve("other")).resolve("1/checkpoints/0000000008.npz"));
        StateFile.write(checkpoints.resolve("0000000009.npz"), other.with("run", own.counter("run")));
        var e = assertThrows(InputException.class, () -> work(experiment(), folder.resolve("runs"), 8));
        assertTrue(
                e.getMessage().contains("generator: the saved tensor '")
                        && e.getMessage().contains("[2, 9] and must be FLOAT32[2, 8]"),
                e.getMessage());
        assertTrue(
                e.getMessage().contains("delete " + checkpoints)
                        && !e.getMessage().contains("Exception"),
                e.getMessage());
    }

    @Test
    void aCheckpointOfAnotherSeedIsRefused() throws IOException {
        work(experiment("run.seed=2"), folder.resolve("other"), 8);
        work(experiment(), folder.resolve("runs"), 8);
        Path checkpoints = only(folder.resolve("runs")).resolve("1/checkpoints");
        Files.copy(
                only(folder.resolve("other")).resolve("1/checkpoints/0000000008.npz"),
                checkpoints.resolve("0000000009.npz"));
        var e = assertThrows(InputException.class, () -> work(experiment(), folder.resolve("runs"), 8));
        assertTrue(e.getMessage().contains("0000000009.npz was saved by another run"), e.getMessage());
    }

    @Test
    void oneProcessWorksInAFolderAtATime() throws IOException {
        RunFolder run = RunFolder.create(folder.resolve("runs"), experiment(), Map.of());
        try (FileChannel lock = run.lock()) {
            assertThrows(InputException.class, run::lock);
        }
        run.lock().close();
    }
}
