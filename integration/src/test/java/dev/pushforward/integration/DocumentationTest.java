package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** What the documentation tells the reader to type works, and its Java is that which is compiled here. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final List<Path> SOURCES = List.of(
            Path.of("src/test/java/dev/pushforward/integration"),
            ROOT.resolve("examples/own-parts/src/main/java/org/example/parts"),
            ROOT.resolve("examples/own-parts/src/main/java/org/example/parts/internal"));
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);
    private static final Pattern JAVA = Pattern.compile("```java\n(.*?)\n```", Pattern.DOTALL);
    private static final Pattern SNIPPET =
            Pattern.compile("^ *// snippet: \\w+\n(.*?)\n *// end$", Pattern.DOTALL | Pattern.MULTILINE);

    /**
     * Every line of a shell block that starts our program, in the order of the page; trainings are cut to 20 iterations
     * of small networks.
     */
    @Test
    @DisabledOnOs(OS.WINDOWS) // a shell script
    void commandsOfTheDocumentationRun(@TempDir Path folder) throws IOException {
        Files.createSymbolicLink(folder.resolve("pushforward"), Distribution.LAUNCHER);
        Files.createSymbolicLink(
                folder.resolve("experiments"),
                ROOT.resolve("experiments").toAbsolutePath().normalize());
        int commands = 0;
        for (String command : commands()) {
            if (command.startsWith("./pushforward run")) {
                command +=
                        " sampler.iterations=20 run.floor-repeats=2 'sampler.hidden=[16]' 'sampler.score.hidden=[16]'";
            }
            if (command.startsWith("./pushforward reproduce afis")) {
                command += " sampler.iterations=5 run.draws=200 run.floor-repeats=2";
            }
            if (command.contains("runs/double-well")) {
                command = command.replace("runs/double-well", "runs/" + onlyRun(folder.resolve("runs")));
            }
            Distribution.Outcome outcome = Distribution.run(folder, "sh", "-c", command);
            assertEquals(0, outcome.exit(), command + "\n" + outcome.out() + outcome.err());
            commands++;
        }
        assertTrue(commands >= 8, commands + " commands found");
    }

    private static List<String> commands() throws IOException {
        var all = new ArrayList<String>();
        for (Path page : pages()) {
            blocks(SHELL, page)
                    .flatMap(String::lines)
                    .map(line -> line.replaceFirst("\\s+#.*", ""))
                    .filter(line -> line.startsWith("./pushforward "))
                    .forEach(all::add);
        }
        return all;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of(ROOT.resolve("README.md")),
                            docs.filter(p -> p.toString().endsWith(".md")).sorted())
                    .toList();
        }
    }

    /** A run's folder is its experiment's name and a hash of its settings. */
    private static String onlyRun(Path runs) throws IOException {
        try (Stream<Path> all = Files.list(runs)) {
            return all.map(p -> p.getFileName().toString())
                    .filter(n -> n.matches("double-well-[0-9a-f]{8}"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * The Java blocks of the documentation are those between snippet marks in the sources beside this and in those of
     * an example, no more and no fewer.
     */
    @Test
    void snippetsAreThoseThatAreCompiled() throws IOException {
        var compiled = new TreeSet<String>();
        for (Path folder : SOURCES) {
            try (Stream<Path> sources = Files.list(folder).filter(Files::isRegularFile)) {
                for (Path source : (Iterable<Path>) sources::iterator) {
                    blocks(SNIPPET, source).map(String::stripIndent).forEach(compiled::add);
                }
            }
        }
        var shown = new TreeSet<String>();
        for (Path page : pages()) {
            blocks(JAVA, page).forEach(shown::add);
        }
        assertEquals(String.join("\n---\n", compiled), String.join("\n---\n", shown));
        assertEquals(9, shown.size());
    }

    private static Stream<String> blocks(Pattern pattern, Path file) throws IOException {
        return pattern.matcher(Files.readString(file)).results().map(m -> m.group(1));
    }

    /** From the class path, without app or Guice. */
    @Test
    void theLibraryExampleDraws() {
        Tensor draws = LibraryExample.train(10);
        assertArrayEquals(new int[] {2000, 2}, draws.shape());
        assertTrue(draws.isFinite());
    }

    /** Pages, and the pictures and pages they link to, exist. */
    @Test
    void linksLeadSomewhere() throws IOException {
        for (Path page : pages()) {
            var links = Pattern.compile("\\]\\(([^)#:]+)\\)").matcher(Files.readString(page));
            String missing = links.results()
                    .map(m -> m.group(1))
                    .filter(link -> !Files.exists(page.resolveSibling(link)))
                    .collect(Collectors.joining(", "));
            assertEquals("", missing, page.toString());
        }
    }
}
