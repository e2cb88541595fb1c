package dev.pushforward.app.run;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.app.data.DataFiles;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.ExperimentReader;
import dev.pushforward.app.experiment.ExperimentSource;
import dev.pushforward.app.wiring.Workshop;
import dev.pushforward.core.Compute;
import dev.pushforward.core.EvaluationCounts;
import dev.pushforward.core.State;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Reference chains that runs share. */
class ReferenceCacheTest {
    private static final String EXPERIMENT = """
        target { name = heart }
        sampler { name = normal }
        metrics = [ mmd ]
        run { draws = 50, floor-repeats = 0
              reference { chains = 70, corrector { name = mala, adaptation = 0, steps = 4 } } }
        """;
    private static final EvaluationCounts MADE = new EvaluationCounts(70 * 5, 70 * 5, 0);

    @TempDir
    Path folder;

    private final List<String> told = new ArrayList<>();

    @BeforeEach
    void observations() throws IOException {
        write("0.5,-1,1");
    }

    /** Heart disease of seven patients, of whom one has these features and label. */
    private void write(String first) throws IOException {
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(
                folder.resolve("data/heart.csv"),
                "x1,x2,y\n" + first + "\n1.5,2,0\n-0.5,0.25,1\n3,1,0\n2,-2,1\n0.1,0.2,0\n-1,-1,1\n");
    }

    private Path cacheFolder() {
        return folder.resolve("cache/references");
    }

    /** The only part of this experiment, done in a folder of runs of its own by code of this name. */
    private Part run(String code, String... overrides) throws IOException {
        return run(Optional.of(Map.of("code", code)), overrides);
    }

    private Part run(Optional<Map<String, String>> code, String... overrides) throws IOException {
        told.clear();
        Path file = folder.resolve("x.conf");
        Files.writeString(file, EXPERIMENT);
        var stop = new StopSignal();
        Experiment experiment =
                new ExperimentReader(ComponentRegistry.load()).read(ExperimentSource.of(file), List.of(overrides));
        var progress = new Progress() {
            @Override
            public void phase(String part, String what) {
                told.add(what);
            }
        };
        var data = new DataFiles(
                Optional.of(folder.resolve("data")),
                Optional.empty(),
                folder.resolve("cache"),
                List.of(),
                progress,
                stop);
        var workshop = Workshop.of(
                ComponentRegistry.load(),
                new Compute(experiment.run().precision(), Workers.of(2)),
                data,
                progress,
                stop,
                new ReferenceCache(cacheFolder(), components -> code));
        RunFolder run = RunFolder.create(Files.createTempDirectory(folder, "runs"), experiment, Map.of());
        List<Part> parts = run.parts(experiment, workshop.composer().compose(experiment));
        workshop.runner().run(experiment, run, parts);
        return parts.getFirst();
    }

    private boolean fromTheCache() {
        boolean made = told.stream().anyMatch(t -> t.equals("70 reference chains"));
        boolean found = told.stream().anyMatch(t -> t.startsWith("reference chains from the cache: " + cacheFolder()));
        assertTrue(made != found, told.toString());
        return found;
    }

    private static double[] reference(Part part) throws IOException {
        return part.reference().orElseThrow().points().toDoubleArray();
    }

    private List<Path> kept() throws IOException {
        try (Stream<Path> files = Files.list(cacheFolder())) {
            return files.sorted().toList();
        }
    }

    @Test
    void anotherExperimentOnTheTargetTakesTheSameChains() throws IOException {
        double[] made = reference(run("a"));
        assertFalse(fromTheCache());
        Part second = run("a", "sampler.location=3", "metrics=[ksd, mmd]");
        assertTrue(fromTheCache());
        assertArrayEquals(made, reference(second));
        assertEquals(
                MADE, second.costs().evaluations().get(CostStage.REFERENCES), "what they took when they were made");
        assertEquals(1, kept().size());
        assertTrue(kept().getFirst().getFileName().toString().matches("heart-[0-9a-f]{64}\\.npz"), kept().toString());
    }

    /** All that chains depend on is in their name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "run.seed=2",
                "run.precision=float64",
                "run.reference.chains=71",
                "run.reference.corrector.steps=5",
                "target={name = logistic-regression}"
            })
    void otherSettingsAreOtherChains(String other) throws IOException {
        run("a");
        double[] fresh = reference(run("a", other));
        assertFalse(told.stream().anyMatch(t -> t.contains("from the cache")), told.toString());
        assertEquals(2, kept().size());
        assertArrayEquals(fresh, reference(run("a", other)));
        assertTrue(fromTheCache());
    }

    @Test
    void otherCodeAndOtherDataAreOtherChains() throws IOException {
        double[] made = reference(run("a"));
        run("b");
        assertFalse(fromTheCache());
        write("0.5,-1,0");
        double[] other = reference(run("a"));
        assertFalse(fromTheCache());
        assertFalse(
                IntStream.range(0, made.length).allMatch(i -> made[i] == other[i]), "they follow another posterior");
        assertEquals(3, kept().size());
    }

    /**
     * As on the class path and from a build that is not packed: nothing is kept that another build would take for its
     * own.
     */
    @Test
    void codeThatCannotBeToldFromAnotherKeepsNothing() throws IOException {
        run(Optional.empty());
        run(Optional.empty());
        assertFalse(fromTheCache());
        assertFalse(Files.exists(cacheFolder()));
    }

    @Test
    void damagedChainsAreMadeAgain() throws IOException {
        double[] made = reference(run("a"));
        Path file = kept().getFirst();
        byte[] whole = Files.readAllBytes(file);
        byte[] damaged = whole.clone();
        damaged[whole.length / 2] ^= 1;
        for (byte[] bytes : List.of(damaged, new byte[0], new byte[300])) {
            Files.write(file, bytes);
            assertArrayEquals(made, reference(run("a")));
            assertFalse(fromTheCache());
            assertArrayEquals(whole, Files.readAllBytes(file), "kept again, the same bytes");
        }
    }

    @Test
    void aFileUnderTheNameOfAnotherIsNotTaken() throws IOException {
        run("a", "run.seed=2");
        Path other = kept().getFirst();
        double[] made = reference(run("a"));
        Path own = kept().stream().filter(f -> !f.equals(other)).findFirst().orElseThrow();
        Files.write(own, Files.readAllBytes(other));
        assertArrayEquals(made, reference(run("a")));
        assertFalse(fromTheCache());
    }

    @Test
    void aCacheThatCannotBeWrittenStopsNothing() throws IOException {
        Files.createDirectories(cacheFolder().getParent());
        Files.writeString(cacheFolder(), "a file where the folder would be");
        run("a");
        assertFalse(fromTheCache());
    }

    /** Three sets of 800 bytes of numbers each in room for two: the one that was not used for longest goes. */
    @Test
    void whatWasNotUsedForLongestMakesRoom() throws IOException {
        Path cache = cacheFolder();
        State chains =
                State.empty().with("states", Tensor.zeros(DType.FLOAT64, 50, 2).kept());
        List<Path> places = IntStream.range(0, 3)
                .mapToObj(i -> cache.resolve("t-" + String.valueOf(i).repeat(64) + ".npz"))
                .toList();
        new ReferenceCache(cache, c -> Optional.empty()).keep(places.get(0), chains);
        long each = Files.size(places.get(0));
        var small = new ReferenceCache(cache, c -> Optional.empty(), 2 * each);
        small.keep(places.get(1), chains);
        Files.setLastModifiedTime(places.get(0), FileTime.fromMillis(1_000));
        Files.setLastModifiedTime(places.get(1), FileTime.fromMillis(2_000));
        assertTrue(small.find(places.get(0)).isPresent(), "and is used by that");
        small.keep(places.get(2), chains);
        assertEquals(List.of(places.get(0), places.get(2)), kept());
        assertEquals(new ReferenceCache.Size(2, 2 * each), small.size());
        new ReferenceCache(cache, c -> Optional.empty(), 700).keep(places.get(1), chains);
        assertEquals(
                List.of(places.get(0), places.get(2)), kept(), "a set that is larger than all the room is not kept");
    }
}
