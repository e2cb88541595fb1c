package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.integration.Distribution.Outcome;
import java.io.IOException;
import java.lang.classfile.ClassFile;
import java.lang.classfile.attribute.ModuleAttribute;
import java.lang.constant.ClassDesc;
import java.lang.constant.ModuleDesc;
import java.lang.reflect.AccessFlag;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Plugins in a folder, good and bad, on the distribution. */
@DisabledOnOs(OS.WINDOWS) // a shell script
class PluginsTest {
    private static final int NEWER = 44 + Runtime.version().feature() + 1; // class files of the next Java

    @TempDir
    private Path folder;

    private Path plugins;

    @BeforeEach
    void pluginFolder() throws IOException {
        plugins = Files.createDirectory(folder.resolve("greffons, été"));
    }

    private Outcome pushforward(String... arguments) {
        Stream<String> launcher = Stream.of(Distribution.LAUNCHER.toString());
        return Distribution.run(
                folder,
                Stream.of(launcher, Stream.of(arguments), Stream.of("--plugins", plugins.toString()))
                        .flatMap(s -> s)
                        .toArray(String[]::new));
    }

    private Outcome run(String target) {
        return pushforward(
                "run",
                Distribution.HOME
                        .resolve("experiments/double-well.conf")
                        .toAbsolutePath()
                        .toString(),
                "-q",
                "target.name=" + target,
                "sampler.iterations=20",
                "metrics=[ksd]",
                "run.draws=100",
                "run.floor-repeats=2");
    }

    /** A module and a plain JAR that says the same in META-INF/services; a JAR by itself and a folder. */
    @Test
    void areListedWithTheirJarAndTrainedOn() throws Exception {
        Path one = PluginJar.modular("round-one").write(plugins.resolve("one.jar"));
        Path two = PluginJar.plain("round-two").write(plugins.resolve("two/two-1.0.jar"));
        Outcome list = pushforward("list");
        assertEquals("", list.err());
        assertTrue(list.out().lines().anyMatch(l -> l.contains("round-one") && l.endsWith(one.toString())), list.out());
        assertTrue(list.out().lines().anyMatch(l -> l.contains("round-two") && l.endsWith(two.toString())), list.out());
        Outcome doctor = pushforward("doctor");
        assertEquals(0, doctor.exit(), doctor.out() + doctor.err());
        for (String target : List.of("round-one", "round-two")) {
            Outcome run = run(target);
            assertEquals(0, run.exit(), run.err());
        }
        String sum =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(one)));
        try (Stream<Path> files = Files.walk(folder.resolve("runs"))) {
            Path provenance =
                    files.filter(f -> f.endsWith("provenance.json")).findFirst().orElseThrow();
            assertTrue(Files.readString(provenance).contains(sum), "the JAR's checksum is in " + provenance);
        }
    }

    /** Two folders each way; an empty entry in the environment is none. */
    @Test
    void comeFromEveryFolderOfTheEnvironmentAndOfTheCommandLine() throws IOException {
        List<Path> folders = List.of(plugins, folder.resolve("b"), folder.resolve("c"), folder.resolve("d"));
        for (int i = 0; i < folders.size(); i++) {
            PluginJar.modular("from-" + i).write(folders.get(i).resolve("plugin.jar"));
        }
        Outcome list = Distribution.run(
                folder,
                "env",
                "PUSHFORWARD_PLUGINS=" + plugins + "::" + folders.get(1),
                Distribution.LAUNCHER.toString(),
                "list",
                "--plugins",
                "c",
                "--plugins",
                folders.get(3).toString());
        assertEquals(0, list.exit(), list.err());
        assertEquals("", list.err());
        for (int i = 0; i < folders.size(); i++) {
            String name = "from-" + i;
            Path file = folder.relativize(folders.get(i)).resolve("plugin.jar");
            assertTrue(
                    list.out().lines().anyMatch(l -> l.contains(name) && l.endsWith(file.toString())),
                    name + " in\n" + list.out());
        }
    }

    /**
     * A target, a space, a sampler, a score estimator, a corrector and a metric of one JAR, together, and with the
     * program's own in place of each other.
     */
    @Test
    void bringEveryKindOfComponent() throws IOException {
        var jar = new PluginJar();
        for (String kind : List.of(
                "ScoreEstimator MeanScore",
                "ImplicitSampler Follow",
                "Corrector Nudge",
                "Metric Offset",
                "Space ZeroSum",
                "Target Balanced")) {
            String factory = "my.whole." + kind.split(" ")[1] + "Factory";
            jar.source(factory, Files.readString(Path.of("src/test/plugins", factory.replace('.', '/') + ".java")));
            jar.service("dev.pushforward.core.spi." + kind.split(" ")[0] + "Factory", factory);
        }
        Path whole = jar.write(plugins.resolve("whole.jar"));
        Outcome doctor = pushforward("doctor");
        assertEquals(0, doctor.exit(), doctor.out() + doctor.err());
        Outcome list = pushforward("list");
        assertTrue(
                list.out()
                        .lines()
                        .anyMatch(l -> l.matches("space +zero-sum +Coordinates that sum to 0\\. .*")
                                && l.endsWith(whole.toString())),
                list.out());
        Outcome space = pushforward("describe", "zero-sum");
        assertTrue(
                space.out().startsWith("space zero-sum\n")
                        && space.out().contains("coordinates")
                        && space.out().contains("2 to 1000"),
                space.out());
        String banana = Distribution.HOME.resolve("experiments/banana.conf").toString();
        Outcome alone = pushforward(
                "run",
                banana,
                "-q",
                "target.name=banana",
                "sampler={name=follow}",
                "corrector={name=nudge}",
                "metrics=[offset]",
                "run.draws=200",
                "run.floor-repeats=2",
                "run.checkpoint-every=4");
        assertEquals(0, alone.exit(), alone.err());
        assertTrue(alone.out().lines().anyMatch(l -> l.matches("offset \\[1\\] +lower .*")), alone.out());
        Outcome curved = pushforward(
                "run",
                banana,
                "-q",
                "target={name=balanced,space={name=zero-sum,coordinates=4}}",
                "sampler={name=follow}",
                "corrector={name=nudge}",
                "metrics=[offset]",
                "run.draws=200",
                "run.floor-repeats=2");
        assertEquals(0, curved.exit(), curved.err());
        Outcome mixed = pushforward(
                "run",
                banana,
                "-q",
                "sampler={name=fis,iterations=3,score={name=mean-score}}",
                "corrector={name=langevin}",
                "metrics=[mmd,offset]",
                "run.draws=200",
                "run.floor-repeats=2");
        assertEquals(0, mixed.exit(), mixed.err());
        Outcome theirs = pushforward(
                "run",
                banana,
                "-q",
                "sampler={name=follow,score={name=exact-score-matching,hidden=[8]}}",
                "corrector={name=nudge}",
                "metrics=[mmd]",
                "run.draws=200",
                "run.floor-repeats=2");
        assertEquals(0, theirs.exit(), theirs.err());
    }

    /**
     * Its own Guava, which the program has too, in a version that holds another class; from a module and from a plain
     * JAR.
     */
    @Test
    void bringLibrariesInVersionsOfTheirOwn() throws IOException {
        for (String name : List.of("plain", "modular")) {
            PluginJar library = new PluginJar().source("com.google.common.base.Strings", """
                package com.google.common.base;
                public final class Strings { public static int ours() { return 7; } }
                """);
            if (name.equals("modular")) {
                library.source("module-info", "module com.google.common { exports com.google.common.base; }");
            }
            String jarName = name.equals("modular") ? "guava.jar" : "com.google.common.jar";
            Path guava = library.write(plugins.resolve(name).resolve(jarName));
            String uses = "if (com.google.common.base.Strings.ours() != 7) throw new IllegalStateException();";
            PluginJar plugin = new PluginJar().library(guava).target(name, "", uses);
            String factory = PluginJar.packageOf(name) + ".Factory";
            if (name.equals("modular")) {
                plugin.source(
                        "module-info",
                        "module my.modular { requires dev.pushforward.core; requires com.google.common; provides "
                                + PluginJar.TARGETS + " with " + factory + "; }");
            } else {
                plugin.service(PluginJar.TARGETS, factory);
            }
            plugin.write(plugins.resolve(name).resolve("plugin.jar"));
        }
        Outcome doctor = pushforward("doctor");
        assertEquals(0, doctor.exit(), doctor.out() + doctor.err());
        Outcome list = pushforward("list");
        assertTrue(list.out().contains("plain") && list.out().contains("modular"), list.out());
    }

    @Test
    void thatAreBrokenAreALineEachAndTheRestWorks() throws IOException {
        PluginJar.modular("good").write(plugins.resolve("good.jar"));
        Files.writeString(plugins.resolve("corrupt.jar"), "no JAR");
        newer(PluginJar.plain("newer").write(plugins.resolve("newer.jar")), "/my/newer/Factory.class");
        newer(PluginJar.modular("newer-module").write(plugins.resolve("newer-module.jar")), "/module-info.class");
        new PluginJar()
                .target("orphan", "", "")
                .source("my.orphan.Base", "package my.orphan; public class Base {}")
                .source("my.orphan.Child", """
                    package my.orphan;
                    import dev.pushforward.core.Target;
                    import dev.pushforward.core.spi.*;
                    @Component(name = "orphan", summary = "Its superclass is gone.")
                    public class Child extends Base implements TargetFactory {
                        @Override public java.util.List<Setting<?>> settings() { return java.util.List.of(); }
                        @Override public Target create(Settings s, ComponentContext c) { return null; }
                    }
                    """)
                .without("my.orphan.Base")
                .service(PluginJar.TARGETS, "my.orphan.Child")
                .write(plugins.resolve("orphan.jar"));
        new PluginJar()
                .target("thrower", "", "throw new IllegalStateException(\"no licence\");")
                .service(PluginJar.TARGETS, "my.thrower.Factory")
                .write(plugins.resolve("thrower.jar"));
        new PluginJar()
                .target("old", ", spi = 0", "")
                .service(PluginJar.TARGETS, "my.old.Factory")
                .write(plugins.resolve("old.jar"));
        new PluginJar()
                .source("my.empty.Nothing", "package my.empty; public class Nothing {}")
                .write(plugins.resolve("empty.jar"));
        PluginJar.modular("twin").write(plugins.resolve("twin-a.jar"));
        PluginJar.modular("twin").write(plugins.resolve("twin-b.jar"));
        PluginJar.modular("double-well").write(plugins.resolve("taken.jar"));
        PluginJar.modular("copier").write(plugins.resolve("copier/copier.jar"));
        try (Stream<Path> lib = Files.list(Distribution.LIB)) {
            Path core = lib.filter(p -> p.getFileName().toString().startsWith("pushforward-core"))
                    .findFirst()
                    .orElseThrow();
            Files.copy(core, plugins.resolve("copier/core.jar"));
        }

        Outcome doctor = pushforward("doctor");
        assertEquals(1, doctor.exit(), doctor.out() + doctor.err());
        line(doctor.out(), "corrupt.jar", "no readable JAR");
        line(doctor.out(), "newer.jar", "compiled for Java " + (NEWER - 44));
        line(doctor.out(), "newer-module.jar", "compiled for Java " + (NEWER - 44));
        line(doctor.out(), "orphan.jar", "misses the class my.orphan.Base");
        line(doctor.out(), "thrower.jar", "no licence");
        line(doctor.out(), "old.jar", "SPI 0");
        line(doctor.out(), "empty.jar", "no component");
        line(doctor.out(), "twin-a.jar", "twin-b.jar");
        line(doctor.out(), "taken.jar", "dev.pushforward.targets brings one of that name");
        line(doctor.out(), "core.jar", "copy of the module dev.pushforward.core");
        assertEquals(
                10, doctor.out().lines().filter(l -> l.startsWith("WRONG: ")).count(), doctor.out());
        assertFalse(doctor.err().contains("\tat "), doctor.err());

        Outcome list = pushforward("list");
        assertEquals(0, list.exit());
        // listing does not see that a constructor throws
        assertEquals(9, list.err().lines().filter(l -> l.startsWith("WARN: ")).count(), list.err());
        assertTrue(list.out().lines().anyMatch(l -> l.contains("good")), list.out());
        assertTrue(
                list.out().lines().anyMatch(l -> l.contains("double-well") && l.endsWith("dev.pushforward.targets")),
                list.out());

        Outcome good = run("good");
        assertEquals(0, good.exit(), good.err());
        refused("thrower", "thrower.jar", "no licence");
        refused("old", "old.jar", "SPI 0");
        refused("twin", "twin-a.jar", "twin-b.jar");
        refused("newer", "newer.jar", "compiled for Java");
    }

    /**
     * Class files that no compiler of this release makes, and what runs as annotations are read: each is a line that
     * names the JAR, and the rest works.
     */
    @Test
    void thatAreHostileAreALineEachAndTheRestWorks() throws IOException {
        PluginJar.modular("good").write(plugins.resolve("good.jar"));
        String component = "dev.pushforward.core.spi.Component";
        PluginJar.plain("shape")
                .source(
                        component,
                        "package dev.pushforward.core.spi;"
                            + " @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) public"
                            + " @interface Component { int name(); String summary(); }")
                .source(
                        "my.shape.Factory",
                        factory(
                                "shape",
                                "@dev.pushforward.core.spi.Component(name = 3, summary = \"of another shape\")"))
                .without(component)
                .write(plugins.resolve("shape.jar"));
        PluginJar.plain("part")
                .source(
                        component,
                        "package dev.pushforward.core.spi;"
                            + " @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME) public"
                            + " @interface Component { String name(); }")
                .source("my.part.Factory", factory("part", "@dev.pushforward.core.spi.Component(name = \"part\")"))
                .without(component)
                .write(plugins.resolve("part.jar"));
        marked("thrower", "if (true) throw new Error(\"at its start\");").write(plugins.resolve("initialiser.jar"));
        PluginJar.plain("keyword").file("my/keyword/int.class", "").write(plugins.resolve("keyword.jar"));
        PluginJar.plain("garbled")
                .service("dev.pushforward.core.spi.MetricFactory", "no class!")
                .write(plugins.resolve("garbled.jar"));
        deaf(PluginJar.plain("deaf").write(plugins.resolve("deaf.jar")));

        Outcome list = pushforward("list");
        assertEquals(0, list.exit(), list.err());
        for (String jar :
                List.of("shape.jar", "part.jar", "initialiser.jar", "keyword.jar", "garbled.jar", "deaf.jar")) {
            assertEquals(
                    1,
                    list.err()
                            .lines()
                            .filter(l -> l.startsWith("WARN: ") && l.contains("/" + jar + ": "))
                            .count(),
                    jar + " in\n" + list.err());
        }
        assertTrue(list.err().contains("my.shape.Factory carries a @Component of another shape"), list.err());
        assertTrue(list.err().contains("fails with java.lang.Error: at its start"), list.err());
        assertTrue(list.out().lines().anyMatch(l -> l.contains(" good ")), list.out());
        assertEquals(0, pushforward("describe", "good").exit());
    }

    private static String factory(String name, String annotation) {
        return """
            package my.@name@;
            import dev.pushforward.core.Target;
            import dev.pushforward.core.spi.*;
            import java.util.List;
            @annotation@
            public final class Factory implements TargetFactory {
                @Override public List<Setting<?>> settings() { return List.of(); }
                @Override public Target create(Settings settings, ComponentContext context) { return null; }
            }
            """.replace("@name@", name).replace("@annotation@", annotation);
    }

    /** A target whose class carries an annotation besides, with a constant of an enum whose initialiser does this. */
    private static PluginJar marked(String name, String initialiser) {
        return PluginJar.plain(name)
                .source(
                        "my." + name + ".Mark",
                        "package my." + name
                                + "; @java.lang.annotation.Retention(java.lang.annotation.RetentionPolicy.RUNTIME)"
                                + " public @interface Mark { Colour value(); }")
                .source(
                        "my." + name + ".Colour",
                        "package my." + name + "; public enum Colour { RED; static { " + initialiser + " } }")
                .source(
                        "my." + name + ".Factory",
                        factory(name, "@Mark(Colour.RED) @Component(name = \"" + name + "\", summary = \"Marked.\")"));
    }

    /** Gives a JAR a descriptor that provides a target and reads nothing. */
    private static void deaf(Path jar) throws IOException {
        byte[] descriptor = ClassFile.of().buildModule(ModuleAttribute.of(ModuleDesc.of("my.deaf"), b -> b.requires(
                        ModuleDesc.of("java.base"), List.of(AccessFlag.MANDATED), null)
                .provides(ClassDesc.of(PluginJar.TARGETS), ClassDesc.of("my.deaf.Factory"))));
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            Files.write(zip.getPath("module-info.class"), descriptor);
        }
    }

    /** What would end a run at the first use of the class, hours later perhaps. */
    @Test
    void thatLackAClassOrAMethodAreFoundByTheDoctor() throws IOException {
        PluginJar.plain("nested").without("my.nested.Factory$Round").write(plugins.resolve("nested.jar"));
        PluginJar.plain("deep")
                .target("deep", "", "if (System.nanoTime() == 0) Helper.help();")
                .source("my.deep.Helper", "package my.deep; final class Helper { static void help() { new Gone(); } }")
                .source("my.deep.Gone", "package my.deep; final class Gone {}")
                .without("my.deep.Gone")
                .write(plugins.resolve("deep.jar"));
        PluginJar.plain("stale")
                .target("stale", "", "if (System.nanoTime() == 0) dev.pushforward.core.Floor.gone(1);")
                .source(
                        "dev.pushforward.core.Floor",
                        "package dev.pushforward.core; public final class Floor { public static void gone(int n) {} }")
                .without("dev.pushforward.core.Floor")
                .write(plugins.resolve("stale.jar"));
        PluginJar.plain("sound").write(plugins.resolve("sound.jar"));
        Outcome doctor = pushforward("doctor");
        assertEquals(1, doctor.exit(), doctor.out() + doctor.err());
        line(
                doctor.out(),
                "nested.jar",
                "target 'nested' misses the class my.nested.Factory$Round, needed by my.nested.Factory");
        line(doctor.out(), "deep.jar", "target 'deep' misses the class my.deep.Gone, needed by my.deep.Helper");
        line(
                doctor.out(),
                "stale.jar",
                "target 'stale' does not fit this release: dev.pushforward.core.Floor has no gone of type (I)V, which"
                        + " my.stale.Factory uses");
        assertEquals(
                3, doctor.out().lines().filter(l -> l.startsWith("WRONG: ")).count(), doctor.out());
    }

    /**
     * In a constructor, in the initialiser of its class, and of one that an annotation names; with the code of success.
     */
    @Test
    void thatExitEndTheProgramAtOnceWithTheirName() throws IOException {
        for (boolean listed : List.of(false, true)) {
            Path jar = plugins.resolve(listed ? "marked.jar" : "exiting.jar");
            PluginJar plugin = listed
                    ? marked("exiting", "System.exit(0);")
                    : PluginJar.plain("exiting").target("exiting", "", "Runtime.getRuntime().exit(0);");
            plugin.write(jar);
            Outcome outcome = listed ? pushforward("list") : pushforward("doctor");
            assertEquals(1, outcome.exit(), outcome.out() + outcome.err());
            assertTrue(outcome.err().contains("pushforward: " + jar + ": my.exiting."), outcome.err());
            assertTrue(outcome.err().contains("called System.exit"), outcome.err());
            assertFalse(outcome.err().contains("stopping after"), outcome.err());
            if (!listed) {
                Outcome run = run("exiting");
                assertEquals(1, run.exit(), run.out() + run.err());
                assertTrue(run.err().contains(jar + ": my.exiting.Factory.<init> called System.exit"), run.err());
            }
            Files.delete(jar);
        }
    }

    private void refused(String target, String... texts) {
        Outcome run = run(target);
        assertEquals(2, run.exit(), run.err());
        String error = run.err().substring(run.err().indexOf("pushforward: "));
        for (String text : texts) {
            assertTrue(error.contains(text), "'" + text + "' in " + error);
        }
    }

    private static void line(String report, String jar, String text) {
        assertTrue(
                report.lines().anyMatch(l -> l.startsWith("WRONG: ") && l.contains("/" + jar) && l.contains(text)),
                jar + ", " + text + " in\n" + report);
    }

    /** Makes a class of a JAR one of the next Java. */
    private static void newer(Path jar, String file) throws IOException {
        try (FileSystem zip = FileSystems.newFileSystem(jar)) {
            byte[] bytes = Files.readAllBytes(zip.getPath(file));
            bytes[7] = (byte) NEWER;
            Files.write(zip.getPath(file), bytes);
        }
    }

    /** The times are printed. Their bound, 1.5 s more for 50, is for a machine with nothing beside: {@code -Pslow}. */
    @Test
    void fiftyAreListed() throws IOException {
        double without = fastestList();
        for (int i = 0; i < 50; i++) {
            (i % 2 == 0 ? PluginJar.modular("tiny-" + i) : PluginJar.plain("tiny-" + i))
                    .write(plugins.resolve("tiny" + i + ".jar"));
        }
        double with = fastestList();
        assertEquals(
                50,
                pushforward("list")
                        .out()
                        .lines()
                        .filter(l -> l.contains(" tiny-"))
                        .count());
        System.out.printf(Locale.ROOT, "list: %.2f s, with 50 plugins %.2f s%n", without, with);
        if (Boolean.getBoolean("tests.slow")) {
            assertTrue(with - without < 1.5, "50 plugins add " + (with - without) + " s");
        }
    }

    private double fastestList() {
        double fastest = Double.POSITIVE_INFINITY;
        for (int i = 0; i < 3; i++) {
            long start = System.nanoTime();
            Outcome list = pushforward("list");
            fastest = Math.min(fastest, (System.nanoTime() - start) * 1e-9);
            assertEquals("", list.err());
        }
        return fastest;
    }

    @Test
    void aFolderThatIsNotThereIsBadInput() throws IOException {
        Files.delete(plugins);
        Outcome list = pushforward("list");
        assertEquals(2, list.exit());
        assertTrue(list.err().contains(plugins.toString()), list.err());
    }
}
