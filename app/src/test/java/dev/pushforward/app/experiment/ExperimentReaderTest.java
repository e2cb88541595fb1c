package dev.pushforward.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.Problem;
import dev.pushforward.core.spi.SettingsException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExperimentReaderTest {
    private static final ComponentRegistry REGISTRY = ComponentRegistry.load();
    private static final String GOOD = """
        target { name = normal }
        sampler { name = test-location, iterations = 7 }
        metrics = [ mmd, { name = ksd } ]
        run { seed = 3 }
        """;

    @TempDir
    Path folder;

    private Experiment read(String text, String... overrides) throws IOException {
        Path file = folder.resolve("x.conf");
        Files.writeString(file, text);
        return new ExperimentReader(REGISTRY).read(ExperimentSource.of(file), List.of(overrides));
    }

    private List<String> problems(String text, String... overrides) {
        return assertThrows(SettingsException.class, () -> read(text, overrides)).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private String rejected(String text, String... overrides) {
        return assertThrows(InputException.class, () -> read(text, overrides))
                .getMessage()
                .replace(folder + "/", "");
    }

    @Test
    void whatIsWrittenOutReadsBackAsTheSame() throws IOException {
        Experiment first = read(GOOD);
        Experiment again = read(first.render());
        assertEquals(first.render(), again.render());
        assertEquals(first.hash(), again.hash());
        assertTrue(first.render().contains("rate=0.1"), "defaults are written out");
    }

    @Test
    void theHashIsOfWhatResultsDependOn() throws IOException {
        String hash = read(GOOD).hash();
        assertEquals(
                hash,
                read(GOOD, "run.threads=1", "run.checkpoint-every=3", "title=other")
                        .hash());
        assertNotEquals(hash, read(GOOD, "run.seed=4").hash());
        assertNotEquals(hash, read(GOOD, "sampler.rate=0.2").hash());
    }

    @Test
    void overridesWinAndTheLastOneMost() throws IOException {
        Experiment e = read(GOOD, "sampler.iterations=8", "sampler.iterations=9", "metrics=[]", "corrector=langevin");
        assertEquals(9, e.cells().getFirst().sampler().toMap().get("iterations"));
        assertEquals(List.of(), e.cells().getFirst().metrics());
        assertEquals("langevin", e.cells().getFirst().corrector().orElseThrow().name());
    }

    /**
     * Both places take it from there, a preset and the command line replace it, and what is written out has values
     * alone.
     */
    @Test
    void valuesOfItsOwnArePutIn() throws IOException {
        String text = "let { rate = 0.2, n = 7 }, target = normal, sampler { name = test-location, rate = ${let.rate},"
                + " iterations = ${let.n} }, run.draws = ${let.n}, presets.fast.let.rate = 0.4";
        Experiment e = read(text);
        assertEquals(0.2, e.cells().getFirst().sampler().toMap().get("rate"));
        assertEquals(7, e.cells().getFirst().sampler().toMap().get("iterations"));
        assertEquals(7, e.run().draws());
        assertEquals(
                0.3,
                read(text, "let.rate=0.3").cells().getFirst().sampler().toMap().get("rate"));
        assertEquals(
                read(text, "sampler.rate=0.3").hash(),
                read(text, "let.rate=0.3").hash());
        assertFalse(e.render().contains("let"), e.render());
    }

    @Test
    void settingsOverABareNameAreThatComponents() throws IOException {
        var sampler = read("target = normal, sampler = test-location", "sampler.rate=0.3")
                .cells()
                .getFirst()
                .sampler();
        assertEquals("test-location", sampler.name());
        assertEquals(0.3, sampler.toMap().get("rate"));
        assertEquals(
                "banana",
                read("target { name = normal, dimension = 3 }, sampler = test-location", "target=banana")
                        .cells()
                        .getFirst()
                        .target()
                        .name());
    }

    private static final String NESTED = """
        target { name = normal, dimension = 2 }
        sampler { name = fis, iterations = 7, score {
                  name = exact-score-matching, hidden = [4, 5], learning-rate = 0.5 } }
        corrector { name = langevin, steps = 3 }
        run.reference { corrector { name = hmc, steps = 8 }, chains = 30 }
        """;

    /** By an override, a preset, a row of a table, for components and those among their settings. */
    @Test
    void aBareNameThatIsTheSameKeepsTheSettings() throws IOException {
        String before = read(NESTED).hash();
        for (String same : List.of(
                "target=normal",
                "sampler=fis",
                "sampler.score=exact-score-matching",
                "corrector=langevin",
                "run.reference.corrector=hmc",
                "target.name=normal",
                "target={name=normal}")) {
            assertEquals(before, read(NESTED, same).hash(), same);
        }
        read(NESTED
                + "presets.same { target = normal, sampler.score = exact-score-matching, corrector = ${let.c}"
                + " }, let.c = langevin");
        assertEquals(
                before,
                new ExperimentReader(REGISTRY)
                        .read(ExperimentSource.of(folder.resolve("x.conf")).with("same"), List.of())
                        .hash());
        Cell row = read(NESTED + "grid { rows { a { target = normal } }, columns { b {} } }", "corrector=langevin")
                .cells()
                .getFirst();
        assertEquals(2, row.target().toMap().get("dimension"));
        assertEquals(3, row.corrector().orElseThrow().toMap().get("steps"));
    }

    @Test
    void aBareNameThatIsAnotherReplacesTheSettings() throws IOException {
        Experiment e = read(
                NESTED,
                "target=laplace",
                "sampler.score=denoising-score-matching",
                "corrector=mala",
                "run.reference.corrector=mala");
        Experiment named = read(
                NESTED,
                "target.name=laplace",
                "sampler.score.name=denoising-score-matching",
                "corrector.name=mala",
                "run.reference.corrector.name=mala");
        assertEquals(e.render(), named.render());
        assertFalse(e.render().contains("hidden=[\n            4"), e.render());
        assertEquals(
                read("target = laplace, sampler = test-location")
                        .cells()
                        .getFirst()
                        .target()
                        .toMap(),
                e.cells().getFirst().target().toMap());
        assertFalse(
                read(NESTED, "corrector=null").cells().getFirst().corrector().isPresent());
    }

    @Test
    void valuesThatReferToWhatTheyReplace() throws IOException {
        Experiment e =
                read(GOOD + "metrics += moments\nsampler.iterations = ${sampler.iterations}0", "sampler.rate=0.3");
        assertEquals(
                List.of("mmd", "ksd", "moments"),
                e.cells().getFirst().metrics().stream().map(m -> m.name()).toList());
        assertEquals(70, e.cells().getFirst().sampler().toMap().get("iterations"));
        assertEquals(
                75,
                read(GOOD, "sampler.iterations=${sampler.iterations}5")
                        .cells()
                        .getFirst()
                        .sampler()
                        .toMap()
                        .get("iterations"));
    }

    @Test
    void titlesAreKeptAsTheyAreWritten() throws IOException {
        assertEquals("run #3", read(GOOD, "title=run #3").title());
        assertEquals("007", read(GOOD + "title = 007").title());
        assertEquals("1e3", read(GOOD + "title = 1e3").title());
        assertEquals("x", read(GOOD + "title = a", "title=null").title(), "none is that of the file");
        assertTrue(problems(GOOD + "title = [a]").getFirst().startsWith("title: is [a]: must be a text"));
    }

    @Test
    void aComponentOfAnotherNameReplacesTheOneBelowWithItsSettings() throws IOException {
        var corrector = read(GOOD + "corrector { name = hmc, leapfrogs = 3, steps = 8 }", "corrector.name=langevin")
                .cells()
                .getFirst()
                .corrector()
                .orElseThrow();
        assertEquals("langevin", corrector.name());
        assertEquals(10, corrector.toMap().get("steps"), "the default, not the 8 of the other one");
    }

    @Test
    void everythingWrongIsToldAtOnceWithItsLine() {
        List<String> problems = problems("""
            target { name = nromal }
            sampler {
              name = test-location
              iterations = many
              rat = 1
              rate = NaN
            }
            mterics = []
            run { draws = 0, reference = 3, replicates = 1.5 }
            """, "run.seed=infinity");
        String all = String.join("\n", problems);
        assertEquals(9, problems.size(), all);
        assertTrue(all.contains("target.name: there is no target 'nromal'. Did you mean 'normal'?"), all);
        assertTrue(all.contains("x.conf:1]"), all);
        assertTrue(all.contains("sampler.iterations: is many: must be a whole number. Default: 60."), all);
        assertTrue(all.contains("x.conf:4]"), all);
        assertTrue(all.contains("sampler.rat: unknown setting. Did you mean 'rate'?"), all);
        assertTrue(all.contains("sampler.rate: is NaN: must be finite."), all);
        assertTrue(all.contains("mterics: unknown key. Did you mean 'metrics'?"), all);
        assertTrue(all.contains("run.draws: is 0: must be 1 to 10000000"), all);
        assertTrue(all.contains("run.reference: is 3"), all);
        assertTrue(all.contains("run.replicates: is 1.5: must be a whole number"), all);
        assertTrue(
                all.contains("run.seed: is infinity: must be a whole number. Default: 1. [override run.seed=infinity]"),
                all);
    }

    @Test
    void missingPartsAreNamedWithWhatIsKnown() {
        List<String> problems = problems("run { seed = 1 }");
        assertEquals(2, problems.size());
        assertTrue(problems.get(0).startsWith("target: is missing"), problems.get(0));
        assertTrue(
                problems.get(1).startsWith("sampler: is missing")
                        && problems.get(1).contains("test-location"),
                problems.get(1));
    }

    @Test
    void malformedHoconIsToldWithLineAndColumn() {
        assertTrue(
                rejected("target { name = normal\n\nrun { seed = ] }\n").startsWith("x.conf:3:14: "),
                rejected("target { name = normal\n\nrun { seed = ] }\n"));
        assertTrue(rejected("target { name = normal }\nrun { seed = 1 }}\n").startsWith("x.conf:2:17: "));
        assertTrue(rejected("target { name = normal\n").startsWith("x.conf:2:1: "), "the text ends too soon");
        assertTrue(
                rejected("a = \"never closed\nb = 1\n").startsWith("x.conf:1:18: "),
                rejected("a = \"never closed\nb = 1\n"));
    }

    @Test
    void aNameAloneAndSettingsOfWhatItNamesBelongTogether() throws IOException {
        String named = read(GOOD, "target.name=laplace", "target.dimension=3").hash();
        assertEquals(named, read(GOOD, "target=laplace", "target.dimension=3").hash());
        assertEquals(named, read(GOOD, "target.dimension=3", "target=laplace").hash());
        assertEquals(
                named,
                read(GOOD, "target=banana", "target.dimension=3", "target=laplace")
                        .hash());
        assertEquals(
                named,
                read(GOOD, "target=laplace", "target.dimension=${run.seed}").hash());
    }

    @Test
    void overridesThatAreNoneAreRefused() {
        assertTrue(rejected(GOOD, "seed").contains("write key=value"));
        assertTrue(rejected(GOOD, "run.seed=[").startsWith("override run.seed=[: "));
        assertTrue(rejected(GOOD, "a={}, b=2").contains("follows a closing bracket"));
    }

    @Test
    void aGridIsTheProductOfRowsAndColumns() throws IOException {
        Experiment e = read("""
            sampler { name = test-location, iterations = 5 }
            metrics = [ mmd ]
            grid {
              rows { wide { target { name = normal, dimension = 3 } }
                     flat { target = banana } }
              columns { slow { sampler.rate = 0.01 }
                        fast { sampler.rate = 0.5 } }
            }
            compare { name = "A paper", metric = mmd, values { flat { fast { drawn = [1e-2, 1e-3] } } } }
            """, "sampler.iterations=6");
        assertEquals(
                List.of("wide/slow", "wide/fast", "flat/slow", "flat/fast"),
                e.cells().stream().map(Cell::name).toList());
        assertEquals(0.5, e.cells().get(3).sampler().toMap().get("rate"));
        assertEquals(6, e.cells().get(3).sampler().toMap().get("iterations"));
        assertEquals("banana", e.cells().get(3).target().name());
        assertEquals(
                1e-2,
                e.comparison()
                        .orElseThrow()
                        .find("flat", "fast", Stage.DRAWN)
                        .orElseThrow()
                        .mean());
        assertEquals(e.render(), read(e.render()).render());
        assertEquals(e.hash(), read(e.render()).hash());
    }

    @Test
    void aTableThatCannotBeIsRefused() {
        String all = String.join("\n", problems("""
            sampler = test-location
            grid { rows { a { target = normal, rnu {} } }, columns { "x/y" { sampler.rate = -1 } }, depth {} }
            compare { metric = mmd, values { a { z { drawn = 3, drwan = [1, 2] } } } }
            """));
        assertTrue(all.contains("grid.depth: unknown key"), all);
        assertTrue(all.contains("grid.rows.a.rnu: unknown key."), all);
        assertTrue(all.contains("'x/y' must be a name"), all);
        assertTrue(all.contains("sampler.rate: is -1: must be above 0"), all);
        assertTrue(all.contains("belongs to no cell"), all);
        assertTrue(all.contains("must be [mean, standard deviation]"), all);
        assertTrue(all.contains("drwan: must be one of drawn, corrected. Did you mean 'drawn'?"), all);
    }

    @Test
    void theExperimentsThatShipAreRight() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("..", "experiments"))) {
            List<Path> shipped =
                    files.filter(f -> f.toString().endsWith(".conf")).toList();
            assertTrue(shipped.size() >= 3, shipped.toString());
            for (Path file : shipped) {
                new ExperimentReader(REGISTRY).read(ExperimentSource.of(file), List.of());
            }
        }
        var table = new ExperimentReader(REGISTRY)
                .read(ExperimentSource.of(Path.of("..", "experiments", "afis-table-1.conf")), List.of());
        assertEquals(15, table.cells().size());
        assertEquals(15, table.comparison().orElseThrow().values().size(), "every field of the published table");
    }

    /** Each is a whole experiment, also with its presets. */
    @Test
    void readsTheExperimentsOfTheDocumentation() throws IOException {
        var blocks = Pattern.compile("```hocon\n(.*?)```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "docs", "experiments.md")))
                .results();
        List<String> texts = blocks.map(m -> m.group(1)).toList();
        assertEquals(2, texts.size());
        for (String text : texts) {
            assertFalse(read(text).cells().isEmpty());
        }
        var reader = new ExperimentReader(REGISTRY);
        ExperimentSource table = ExperimentSource.of(folder.resolve("x.conf")); // the last one written
        assertEquals(500, reader.read(table.with("quick"), List.of()).run().draws());
        List<Cell> cells =
                reader.read(table.with("long"), List.of("sampler.iterations=7")).cells();
        assertEquals(
                List.of("banana/afis", "banana/fis", "double-well/afis", "double-well/fis"),
                cells.stream().map(Cell::name).toList());
        Cell annealed = cells.getFirst();
        assertEquals(7, annealed.sampler().toMap().get("iterations"));
        assertEquals(0.9, annealed.sampler().toMap().get("annealing"));
        assertThrows(InputException.class, () -> reader.read(table.with("slow"), List.of()));
    }
}
