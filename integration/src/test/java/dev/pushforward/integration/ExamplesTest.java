package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The projects under {@code examples/}, which are not part of the build: each is copied into a folder with a difficult
 * name and built by a Maven of its own against the artifacts of this build, laid out as {@code mvn install} would.
 */
@DisabledOnOs(OS.WINDOWS) // shell scripts
class ExamplesTest {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String VERSION = System.getProperty("project.version");
    private static final String PROGRAM = Distribution.LAUNCHER.toString();
    private static final Path REPOSITORY = Path.of("target", "repository").toAbsolutePath();

    @TempDir
    private static Path folder;

    @BeforeAll
    static void install() throws IOException {
        installPom("pushforward-parent", ROOT);
        installPom("pushforward-third-party", ROOT.resolve("third-party"));
        installPom("pushforward-bom", ROOT.resolve("bom"));
        for (Path modules : List.of(ROOT, ROOT.resolve("third-party"))) {
            try (Stream<Path> jars = Files.list(modules)
                    .map(m -> m.resolve("target"))
                    .filter(Files::isDirectory)
                    .flatMap(ExamplesTest::jars)) {
                for (Path jar : jars.toList()) {
                    String artifact = jar.getFileName().toString().replace("-" + VERSION + ".jar", "");
                    installPom(artifact, jar.getParent().getParent());
                    copy(jar, folderOf(artifact).resolve(jar.getFileName()));
                }
            }
        }
        // All else comes from where this build found it, without a network.
        Files.writeString(
                folder.resolve("settings.xml"),
                String.format(
                        Locale.ROOT,
                        """
                        <settings>
                          <mirrors>
                            <mirror><id>here</id><mirrorOf>*</mirrorOf><url>%s</url></mirror>
                          </mirrors>
                        </settings>
                        """,
                        Path.of(System.getProperty("local.repository")).toUri()));
    }

    private static Stream<Path> jars(Path target) {
        try {
            return Files.list(target)
                    .filter(f -> f.getFileName().toString().matches("pushforward-.*-" + VERSION + "\\.jar"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path folderOf(String artifact) {
        return REPOSITORY.resolve("dev/pushforward").resolve(artifact).resolve(VERSION);
    }

    private static void installPom(String artifact, Path module) throws IOException {
        copy(module.resolve("pom.xml"), folderOf(artifact).resolve(artifact + "-" + VERSION + ".pom"));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to.getParent());
        Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    /** A copy of an example, built. */
    private static Path built(String example) throws IOException {
        Path to = copied(example, folder.resolve("été in " + example));
        build(to);
        return to;
    }

    private static Path copied(String example, Path to) throws IOException {
        Path from = ROOT.resolve("examples").resolve(example);
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(f -> !from.relativize(f).startsWith("target"))
                    .toList()) {
                copy(file, to.resolve(from.relativize(file).toString()));
            }
        }
        return to;
    }

    /** The repository is named on the command line too: MAVEN_OPTS of the outer Maven may name another. */
    private static String build(Path project) {
        Distribution.Outcome outcome = succeeded(
                project,
                System.getProperty("maven.home") + "/bin/mvn",
                "-B",
                "-ntp",
                "-s",
                folder.resolve("settings.xml").toString(),
                "-Dmaven.repo.local=" + REPOSITORY,
                "package");
        return outcome.out() + outcome.err();
    }

    private static String run(Path in, String... command) {
        return succeeded(in, command).out();
    }

    private static Distribution.Outcome succeeded(Path in, String... command) {
        Distribution.Outcome outcome = Distribution.run(in, command);
        assertEquals(0, outcome.exit(), () -> String.join(" ", command) + "\n" + outcome.out() + outcome.err());
        return outcome;
    }

    @Test
    void aPluginFromOutside() throws IOException {
        Path plugin = built("plugin-target");
        Path plugins = Files.createDirectories(folder.resolve("plügins"));
        Files.copy(plugin.resolve("target/shapes-1.0.jar"), plugins.resolve("shapes-1.0.jar"));
        String wave = run(folder, PROGRAM, "describe", "wave", "--plugins", plugins.toString());
        assertTrue(wave.contains("frequency") && wave.contains("shapes-1.0.jar"), wave);
        Path experiment = Files.writeString(folder.resolve("wave.conf"), """
            target  { name = wave, noise = 0.4 }
            sampler { name = afis, iterations = 20 }
            metrics = [ energy-distance, ksd ]
            run { draws = 200, floor-repeats = 2 }
            """);
        String outcome = run(folder, PROGRAM, "run", experiment.toString(), "--plugins", plugins.toString(), "--quiet");
        assertTrue(outcome.lines().anyMatch(l -> l.startsWith("energy-distance")), outcome);
        String cross = run(
                folder,
                PROGRAM,
                "run",
                experiment.toString(),
                "--plugins",
                plugins.toString(),
                "--quiet",
                "target=cross",
                "metrics=[ksd]");
        assertTrue(cross.lines().anyMatch(l -> l.startsWith("ksd")), cross);
    }

    /** A space, a Metropolis proposal and a network pass the contracts of their kinds; the proposal corrects draws. */
    @Test
    void ownParts() throws IOException {
        Path project = folder.resolve("own parts");
        String build = build(copied("own-parts", project));
        for (String part : List.of("UnitCircle", "Barker", "RadialBasis", "Factories")) {
            assertTrue(
                    build.lines().anyMatch(l -> l.matches(".*Tests run: [1-9].* in org\\.example.*" + part + "Test")),
                    build);
        }
        Path experiment = Files.writeString(folder.resolve("barker.conf"), """
            target    { name = double-well }
            sampler   { name = afis, iterations = 5, hidden = [16], score { hidden = [16] } }
            corrector { name = barker }
            metrics = [ ksd ]
            run { draws = 200, floor-repeats = 2 }
            """);
        String plugins = project.resolve("target").toString();
        String outcome = run(folder, PROGRAM, "run", experiment.toString(), "--plugins", plugins, "--quiet");
        assertTrue(outcome.lines().anyMatch(l -> l.startsWith("ksd")), outcome);
    }

    /** One of each kind. They are listed, and work together in an experiment. */
    @Test
    void newPluginsBuildAsWritten() throws IOException {
        Path projects = folder.resolve("new plügins");
        List<String> kinds = List.of("target", "metric", "corrector", "sampler", "space");
        for (String kind : kinds) {
            Path project = projects.resolve(kind);
            run(folder, PROGRAM, "new-plugin", project.toString(), "--name", "my-own2-" + kind, "--kind", kind);
            String build = build(project);
            List<String> warnings = build.lines()
                    .filter(l -> l.matches(".*(incubator|SLF4J).*|WARNING: .*(bytedeco|nd4j|pushforward).*"))
                    .toList();
            assertEquals(List.of(), warnings, "warnings of the JVM");
            long tests = build.lines()
                    .filter(l -> l.matches(".*Tests run: [1-9].* in org\\.example\\..*Test"))
                    .count();
            assertEquals(2, tests, build);
        }

        var plugins = new ArrayList<String>();
        kinds.forEach(kind -> plugins.addAll(
                List.of("--plugins", projects.resolve(kind).resolve("target").toString())));
        String list = run(folder, with(plugins, PROGRAM, "list"));
        for (String kind : kinds) {
            assertTrue(
                    list.lines()
                            .anyMatch(l -> l.matches(kind + " +my-own2-" + kind
                                    + " +MyOwn2\\w+: say here in one sentence what it is\\. .*/my-own2-" + kind
                                    + "-1\\.0\\.jar *")),
                    list);
        }
        assertTrue(run(folder, with(plugins, PROGRAM, "doctor")).contains("All is well."));
        Path experiment = Files.writeString(folder.resolve("own.conf"), """
            target    { name = my-own2-target }
            sampler   { name = my-own2-sampler, iterations = 20 }
            corrector { name = my-own2-corrector }
            metrics = [ my-own2-metric ]
            run { draws = 200, floor-repeats = 2, reference { chains = 800, corrector { name = my-own2-corrector } } }
            """);
        String outcome = run(folder, with(plugins, PROGRAM, "run", experiment.toString(), "--quiet"));
        assertTrue(outcome.lines().anyMatch(l -> l.startsWith("my-own2-metric ")), outcome);
    }

    private static String[] with(List<String> plugins, String... command) {
        return Stream.concat(Stream.of(command), plugins.stream()).toArray(String[]::new);
    }

    /** On the class path, then the same source as a module: the same seed gives the same bits. */
    @Test
    void aLibrary() throws IOException {
        Path library = built("library");
        String main = "org.example.library.Main";
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String classPath = run(
                library,
                java(
                        java,
                        List.of(
                                "-cp",
                                "target/classes" + File.pathSeparator + "target/lib/*",
                                main,
                                "300",
                                "sampler.npz")));
        String[] mean = classPath.strip().split(" ");
        assertEquals(1, Double.parseDouble(mean[0]), 0.15, classPath);
        assertEquals(-0.5, Double.parseDouble(mean[1]), 0.15, classPath);
        run(
                library,
                Path.of(System.getProperty("java.home"), "bin", "javac").toString(),
                "-p",
                "target/lib",
                "-d",
                "target/module",
                "src/module/module-info.java",
                "src/main/java/org/example/library/Main.java");
        String modulePath = run(
                library,
                java(
                        java,
                        List.of(
                                "-p",
                                "target/module" + File.pathSeparator + "target/lib",
                                "-m",
                                "org.example.library/" + main,
                                "300",
                                "sampler.npz")));
        assertEquals(classPath, modulePath);
    }

    /** With the JARs of the tensors, ND4J and the natives on the path, and nothing else. */
    @Test
    void tensorsAlone() throws IOException {
        String path;
        try (Stream<Path> jars = Files.list(Distribution.LIB)) {
            path = jars.filter(j -> j.getFileName()
                            .toString()
                            .matches("(pushforward-(tensor|nd4j-.*)|javacpp|openblas).*\\.jar"))
                    .map(Path::toString)
                    .collect(Collectors.joining(File.pathSeparator));
        }
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        String source = ROOT.resolve("examples/tensor/ThirdDerivative.java").toString();
        List<String> lines =
                run(folder, java(java, List.of("-cp", path, source))).lines().toList();
        assertEquals(2, lines.size(), lines.toString());
        double[] third = numbers(lines.get(0));
        assertEquals(-0.25, third[1], 1e-15);
        assertArrayEquals(numbers(lines.get(1)), third, 1e-14);
    }

    private static double[] numbers(String list) {
        return Arrays.stream(list.substring(1, list.length() - 1).split(", "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    private static String[] java(String java, List<String> rest) {
        var command = new ArrayList<>(List.of(
                java,
                "--add-modules",
                "jdk.incubator.vector",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow"));
        command.addAll(rest);
        return command.toArray(String[]::new);
    }
}
