package dev.pushforward.integration;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** Writes a plugin's JAR: compiles sources against the modules of the distribution and adds files. */
final class PluginJar {
    private static final String SERVICES = "META-INF/services/";

    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> files = new LinkedHashMap<>();
    private final List<Path> libraries = new ArrayList<>();
    private final List<String> left = new ArrayList<>();

    /** A class, or {@code module-info}. */
    PluginJar source(String className, String text) {
        sources.put(className, text);
        return this;
    }

    /** A line of META-INF/services. */
    PluginJar service(String service, String provider) {
        files.put(SERVICES + service, provider + "\n");
        return this;
    }

    /** Any other file. */
    PluginJar file(String name, String text) {
        files.put(name, text);
        return this;
    }

    /** A JAR to compile against. */
    PluginJar library(Path jar) {
        libraries.add(jar);
        return this;
    }

    /** A class that is compiled and left out. */
    PluginJar without(String className) {
        left.add(className.replace('.', '/') + ".class");
        return this;
    }

    /**
     * A target named {@code name} of class {@code my.NAME.Factory}, an isotropic Gaussian; {@code constructor} is the
     * body of the factory's constructor.
     */
    PluginJar target(String name, String annotation, String constructor) {
        String in = packageOf(name);
        return source(in + ".Factory", String.format(Locale.ROOT, """
            package %s;
            import dev.pushforward.core.*;
            import dev.pushforward.core.spi.*;
            import dev.pushforward.tensor.Tensor;
            import java.util.List;
            @Component(name = "%s", summary = "A round Gaussian."%s)
            public final class Factory implements TargetFactory {
                public Factory() { %s }
                @Override public List<Setting<?>> settings() { return List.of(); }
                @Override public Target create(Settings settings, ComponentContext context) { return new Round(); }
                public static final class Round implements DensityTarget {
                    @Override public Space space() { return new Euclidean(2); }
                    @Override public Tensor logDensity(Tensor x) { return x.square().sum(1).mul(-0.5); }
                }
            }
            """, in, name, annotation, constructor));
    }

    /** The same, found through META-INF/services alone. */
    static PluginJar plain(String name) {
        return new PluginJar().target(name, "", "").service(TARGETS, packageOf(name) + ".Factory");
    }

    /** The same, as a module. */
    static PluginJar modular(String name) {
        String in = packageOf(name);
        return new PluginJar()
                .target(name, "", "")
                .source("module-info", String.format(Locale.ROOT, """
                    module %s {
                        requires dev.pushforward.core;
                        provides %s with %s.Factory;
                    }
                    """, in, TARGETS, in));
    }

    static final String TARGETS = "dev.pushforward.core.spi.TargetFactory";

    static String packageOf(String name) {
        return "my." + name.replace("-", "");
    }

    Path write(Path jar) throws IOException {
        Path classes = Files.createTempDirectory("classes");
        compile(classes);
        Files.createDirectories(jar.getParent());
        try (var out = new JarOutputStream(Files.newOutputStream(jar));
                Stream<Path> compiled = Files.walk(classes)) {
            for (Path file : (Iterable<Path>) compiled.filter(Files::isRegularFile)::iterator) {
                String name = classes.relativize(file).toString().replace('\\', '/');
                if (!left.contains(name)) {
                    out.putNextEntry(new JarEntry(name));
                    Files.copy(file, out);
                }
            }
            for (var file : files.entrySet()) {
                out.putNextEntry(new JarEntry(file.getKey()));
                out.write(file.getValue().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
        return jar;
    }

    private void compile(Path to) {
        if (sources.isEmpty()) {
            return;
        }
        JavaCompiler javac = ToolProvider.getSystemJavaCompiler();
        String path = Stream.concat(jars(Distribution.LIB).filter(PluginJar::isOurs), libraries.stream())
                .map(Path::toString)
                .reduce((a, b) -> a + java.io.File.pathSeparator + b)
                .orElseThrow();
        boolean module = sources.containsKey("module-info");
        List<String> options = List.of("-proc:none", "-d", to.toString(), module ? "-p" : "-cp", path);
        List<JavaFileObject> units = sources.entrySet().stream()
                .<JavaFileObject>map(s -> new Source(s.getKey(), s.getValue()))
                .toList();
        var messages = new StringWriter();
        if (!javac.getTask(messages, null, null, options, null, units).call()) {
            throw new AssertionError(messages.toString());
        }
    }

    private static boolean isOurs(Path jar) {
        return jar.getFileName()
                .toString()
                .matches("pushforward-(core|tensor|nd4j-api)-.*|(javacpp|openblas)-.*|slf4j-.*");
    }

    private static Stream<Path> jars(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(f -> f.toString().endsWith(".jar")).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Source extends SimpleJavaFileObject {
        private final String text;

        Source(String className, String text) {
            super(URI.create("string:///" + className.replace('.', '/') + Kind.SOURCE.extension), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
