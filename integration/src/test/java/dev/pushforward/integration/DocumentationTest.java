package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
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
    private static final Pattern SHELL = Pattern.compile("```sh\n(.*?)```", Pattern.DOTALL);

    /** Every line of a shell block that starts our program, in the order of the page; trainings are cut to 20 iterations. */
    @Test
    @DisabledOnOs(OS.WINDOWS) // a shell script
    void commandsOfTheDocumentationRun(@TempDir Path folder) throws IOException {
        Files.createSymbolicLink(folder.resolve("pushforward"), Distribution.HOME.resolve("bin/pushforward").toAbsolutePath());
        Files.createSymbolicLink(folder.resolve("experiments"), ROOT.resolve("experiments").toAbsolutePath().normalize());
        int commands = 0;
        for (String command : commands()) {
            if (command.startsWith("./pushforward run")) {
                command += " sampler.iterations=20";
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
            var matcher = SHELL.matcher(Files.readString(page));
            while (matcher.find()) {
                matcher.group(1).lines().map(line -> line.replaceFirst("\\s+#.*", "")).filter(line -> line.startsWith("./pushforward ")).forEach(all::add);
            }
        }
        return all;
    }

    private static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            return Stream.concat(Stream.of(ROOT.resolve("README.md")), docs.filter(p -> p.toString().endsWith(".md")).sorted()).toList();
        }
    }

    /** A run's folder is its experiment's name and a hash of its settings. */
    private static String onlyRun(Path runs) throws IOException {
        try (Stream<Path> all = Files.list(runs)) {
            return all.map(p -> p.getFileName().toString()).filter(n -> n.matches("double-well-[0-9a-f]{8}")).findFirst().orElseThrow();
        }
    }

    @Test
    void snippetsAreThoseThatAreCompiled() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/pushforward/integration/LibraryExample.java"));
        String readme = Files.readString(ROOT.resolve("README.md"));
        var snippets = Pattern.compile("// snippet: \\w+\n(.*?)\n *// end", Pattern.DOTALL).matcher(source);
        int found = 0;
        while (snippets.find()) {
            String snippet = snippets.group(1).stripIndent();
            assertTrue(readme.contains(snippet), "the README does not hold\n" + snippet);
            found++;
        }
        assertEquals(2, found);
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
