package dev.pushforward.app.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.SettingsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What an experiment takes from elsewhere: from files beside it, and from the environment what {@code let} names. */
class IncludesTest {
    private static final String GOOD = """
        target { name = normal }
        sampler { name = test-location, iterations = 7 }
        run { seed = 3 }
        """;

    @TempDir
    Path folder;

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    private Experiment read(String name, String... overrides) {
        return assertTimeoutPreemptively(
                Duration.ofSeconds(60), // a hang, on a slow machine too
                () -> new ExperimentReader(ComponentRegistry.load())
                        .read(ExperimentSource.of(folder.resolve(name)), List.of(overrides)));
    }

    private String refused(String name, String... overrides) {
        RuntimeException e = assertThrows(RuntimeException.class, () -> read(name, overrides));
        assertTrue(e instanceof InputException || e instanceof SettingsException, e.toString());
        return e.getMessage().replace(folder + "/", "");
    }

    @Test
    void anIncludeIsRelativeToTheFileItStandsIn() throws IOException {
        write("x.conf", "include \"parts/model.conf\", run { include file(\"parts/run.conf\") }, target = normal");
        write("parts/model.conf", "include required(file(\"deeper/sampler\"))\n sampler.rate = ${let.rate}");
        write("parts/deeper/sampler.conf", "let.rate = 0.25, sampler { name = test-location, iterations = 7 }");
        write("parts/run.conf", "seed = 12, draws = ${seed}");
        Experiment e = read("x.conf");
        assertEquals(0.25, e.cells().getFirst().sampler().toMap().get("rate"));
        assertEquals(12, e.run().draws(), "a name in an included file is looked up where it is included");
        write("absolute.conf", "include file(\"" + folder.resolve("x.conf") + "\")");
        assertEquals(e.hash(), read("absolute.conf").hash());
    }

    @Test
    void everyIncludeThatCannotBeReadIsToldWithItsLine() throws IOException {
        write(
                "x.conf",
                GOOD
                        + "# include \"comment.conf\"\n"
                        + "title = \"include \\\"text.conf\\\"\"\n"
                        + "include \"nope.conf\"\n"
                        + "run {\n"
                        + "  include file(\"gone.conf\") }\n"
                        + "include \"broken.conf\"\n"
                        + "include \"folder\"");
        write("broken.conf", "\n a = ]");
        Files.createDirectory(folder.resolve("folder"));
        String all = refused("x.conf");
        assertTrue(all.contains("include \"nope.conf\": there is no file nope.conf [x.conf:6:1]"), all);
        assertTrue(all.contains("include \"gone.conf\": there is no file gone.conf [x.conf:8:3]"), all);
        assertTrue(all.contains("include \"broken.conf\": broken.conf:2:6: ") && all.contains("[x.conf:9:1]"), all);
        assertTrue(all.contains("include \"folder\": folder is a folder: give a file [x.conf:10:1]"), all);
        assertEquals(4, all.lines().count(), all);
    }

    @Test
    void whatIsNoExperimentIsAnError() throws IOException {
        write("passwd", "root:x:0:0:root:/root:/bin/bash\n");
        write("x.conf", GOOD + "include file(\"" + folder.resolve("passwd") + "\")");
        String all = refused("x.conf");
        assertTrue(all.contains("passwd:1:") && all.contains("[x.conf:4:1]"), all);
    }

    @Test
    void aCircleShowsItsChain() throws IOException {
        write("x.conf", GOOD + "include \"x.conf\"");
        assertTrue(
                refused("x.conf").contains("the file includes itself: x.conf includes x.conf [x.conf:4:1]"),
                refused("x.conf"));
        write("a.conf", GOOD + "include \"b/b.conf\"");
        write("b/b.conf", "include \"c.conf\"");
        write("b/c.conf", "\ninclude \"../a.conf\"");
        String all = refused("a.conf");
        assertTrue(all.contains("a.conf includes b/b.conf includes b/c.conf includes b/../a.conf [b/c.conf:2:1]"), all);
    }

    @Test
    void filesWithoutEndAreRefused() throws IOException {
        for (int i = 0; i < 200; i++) { // each twice: 2^200 without a limit
            write(i + ".conf", "include \"" + (i + 1) + ".conf\"\ninclude \"" + (i + 1) + ".conf\"");
        }
        write("200.conf", GOOD);
        assertTrue(refused("0.conf").contains("at most 100 files"), refused("0.conf"));
    }

    /** The server waits for the whole test: a connection by any of the readings would be the first it sees. */
    @Test
    void nothingIsReadFromTheNetworkOrTheClassPath() throws IOException {
        try (var server = new ServerSocket(0, 5, InetAddress.getLoopbackAddress())) {
            String url = "http://127.0.0.1:" + server.getLocalPort() + "/x.conf";
            for (String include : List.of(
                    "url(\"" + url + "\")",
                    "required(url(\"" + url + "\"))",
                    "\"" + url + "\"",
                    "file(\"" + url + "\")",
                    "required(classpath(\"logback-test.xml\"))",
                    "classpath(\"x.conf\")",
                    "url(\"file:///etc/passwd\")",
                    "\"file:///etc/passwd\"")) {
                write("x.conf", GOOD + "include " + include);
                assertTrue(refused("x.conf").contains("[x.conf:4:1]"), include + ": " + refused("x.conf"));
                write("run/experiment.conf", GOOD + "include " + include);
                Path saved = folder.resolve("run/experiment.conf");
                assertTrue(
                        assertThrows(SettingsException.class, () -> ExperimentSource.ofRun(saved))
                                .getMessage()
                                .contains("has values only"),
                        include);
            }
            write("x.conf", GOOD);
            assertTrue(
                    refused("x.conf", "run={ include url(\"" + url + "\") }").contains("cannot include"),
                    "nor for an override");
            server.setSoTimeout(200);
            assertThrows(SocketTimeoutException.class, server::accept);
        }
    }

    @Test
    void onlyLetReadsTheEnvironment() throws IOException {
        String path = System.getenv("PATH");
        write(
                "x.conf",
                GOOD
                        + "let { path = ${PATH}, home = ${?PUSHFORWARD_NOT_SET}none }\n"
                        + "title = ${let.path}\n"
                        + "presets { other { let.x = ${PUSHFORWARD_NOT_SET} } }");
        assertEquals(path, read("x.conf").title());
        write("x.conf", GOOD);
        assertEquals(path, read("x.conf", "let.p=${PATH}", "title=${let.p}").title());
        write(
                "x.conf",
                GOOD
                        + "title = ${PATH}\n"
                        + "let.other = ${?HOME}\n"
                        + "run.threads = ${?PATH}\n"
                        + "compare.note = ${nothing.there}");
        String all = refused("x.conf");
        assertTrue(
                all.contains("${PATH}: the experiment has no value of this name. A variable of the environment is"
                                + " read in let only")
                        && all.contains("[x.conf:4]"),
                all);
        assertTrue(all.contains("${nothing.there}: the experiment has no value of this name [x.conf:7]"), all);
        assertTrue(!all.contains(path), all);
        write("x.conf", GOOD + "let.leak = ${title}\ntitle = ${?PATH}");
        assertTrue(
                refused("x.conf").startsWith("${title}: the experiment has no value"),
                "let names the title here, not the variable");
    }

    @Test
    void aRunFolderHasValuesAlone() throws IOException {
        write("experiment.conf", GOOD + "title = ${PATH}\nlet.x = ${HOME}\n");
        String all = assertThrows(
                        SettingsException.class, () -> ExperimentSource.ofRun(folder.resolve("experiment.conf")))
                .getMessage();
        assertTrue(all.contains("${PATH}: ") && all.contains("experiment.conf:4:9]") && all.contains("${HOME}: "), all);
        write("x.conf", GOOD);
        String title = "costs ${PATH} # of \"x\" \\";
        Experiment e = read("x.conf", "title=\"costs ${PATH} # of \\\"x\\\" \\\\\"");
        assertEquals(title, e.title());
        write("experiment.conf", e.render());
        assertEquals(
                title,
                new ExperimentReader(ComponentRegistry.load())
                        .read(ExperimentSource.ofRun(folder.resolve("experiment.conf")), List.of())
                        .title(),
                "as text it is kept");
    }

    @Test
    void valuesThatGrowOutOfAShortFileAreRefused() throws IOException {
        String doubled = IntStream.range(1, 16)
                .mapToObj(i -> "a" + i + " = [${let.a" + (i - 1) + "}, ${let.a" + (i - 1) + "}]")
                .reduce("a0 = " + "x".repeat(1000), (all, line) -> all + "\n" + line);
        write("x.conf", GOOD + "let {\n" + doubled + "\n}");
        assertTrue(refused("x.conf").contains("larger than 10 MiB"), refused("x.conf"));
        String chain = IntStream.range(1, 10_000)
                .mapToObj(i -> "a" + i + " = ${let.a" + (i - 1) + "}")
                .reduce("a0 = 1", (all, line) -> all + "\n" + line);
        write("x.conf", GOOD + "let {\n" + chain + "\n}");
        assertTrue(refused("x.conf").contains("deeper than can be read"), refused("x.conf"));
        write("x.conf", GOOD + "let.x = ${let.y}\nlet.y = ${let.x}");
        assertTrue(refused("x.conf").contains("refers to itself"), refused("x.conf"));
    }
}
