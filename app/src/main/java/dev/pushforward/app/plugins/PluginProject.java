package dev.pushforward.app.plugins;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.NearestName;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * A Maven project for a plugin with one component, from the templates of its kind: it builds and passes its tests as
 * written.
 *
 * @param kind of the component
 * @param name of the component, the artifact and, without hyphens, of the package
 */
public record PluginProject(Kind kind, String name) {
    /** Puts what a project is built against into the local Maven repository, in the folder of Pushforward's sources. */
    public static final String INSTALL = "mvn -q -Dmaven.test.skip -pl bom,testkit,third-party/nd4j-cpu -am install";

    /** The kinds that there are templates for. */
    public enum Kind {
        /** A density. */
        TARGET(ComponentKind.TARGET),
        /** Measures draws. */
        METRIC(ComponentKind.METRIC),
        /** Moves draws. */
        CORRECTOR(ComponentKind.CORRECTOR),
        /** Trains a sampler. */
        SAMPLER(ComponentKind.SAMPLER),
        /** Where points live. */
        SPACE(ComponentKind.SPACE);

        private final ComponentKind component;

        Kind(ComponentKind component) {
            this.component = component;
        }

        /**
         * The kind of this word.
         *
         * @throws InputException if there is none
         */
        public static Kind of(String word) {
            List<String> words = Arrays.stream(values()).map(Kind::toString).toList();
            if (!words.contains(word)) {
                throw new InputException("--kind " + word + ": must be one of " + String.join(", ", words) + "."
                        + NearestName.hint(word, words));
            }
            return values()[words.indexOf(word)];
        }

        /** The kind as the registry knows it. */
        public ComponentKind component() {
            return component;
        }

        /** As it is written on the command line. */
        @Override
        public String toString() {
            return component.key();
        }
    }

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*");

    /** Checks the name. */
    public PluginProject {
        // it makes the names of a package and a module
        if (!NAME.matcher(name).matches() || Stream.of(name.split("-")).anyMatch(SourceVersion::isKeyword)) {
            throw new InputException("the name '" + name
                    + "' cannot be used: it must be words of small letters and digits, joined by hyphens; each begins"
                    + " with a letter and is not a keyword of Java. An example is my-" + kind);
        }
    }

    /**
     * Writes the project.
     *
     * @param folder where; made if it is not there
     * @throws InputException if the folder holds something
     * @throws IOException if it cannot be written
     */
    public void write(Path folder) throws IOException {
        try {
            Files.createDirectories(folder);
        } catch (FileAlreadyExistsException e) {
            throw new InputException(folder + " is a file: name an empty or new folder");
        }
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new InputException("the folder " + folder + " is not empty: name an empty or new folder");
            }
        }
        for (Map.Entry<String, String> file : files().entrySet()) {
            Path to = folder.resolve(file.getKey());
            Files.createDirectories(to.getParent());
            Files.writeString(to, filled(resource("template/" + file.getValue())));
        }
    }

    /** The template of each file. */
    private Map<String, String> files() {
        String in = packageName().replace('.', '/') + "/";
        var files = new LinkedHashMap<String, String>();
        files.put("pom.xml", "pom.xml");
        files.put("README.md", "README.md");
        files.put("src/main/java/module-info.java", "module-info.txt");
        files.put("src/main/java/" + in + className() + ".java", "Component-" + kind + ".txt");
        files.put("src/main/java/" + in + "internal/" + className() + "Factory.java", "Factory-" + kind + ".txt");
        files.put(
                "src/main/resources/META-INF/services/"
                        + kind.component().service().getName(),
                "services.txt");
        files.put("src/test/java/" + in + className() + "Test.java", "Test-" + kind + ".txt");
        files.put("src/test/java/" + in + className() + "FactoryTest.java", "FactoryTest.txt");
        return files;
    }

    private String filled(String template) throws IOException {
        return template.replace("@name@", name)
                .replace("@kind@", kind.toString())
                .replace("@Service@", kind.component().service().getSimpleName())
                .replace("@install@", INSTALL)
                .replace("@Name@", className())
                .replace("@package@", packageName())
                .replace("@version@", resource("version.txt").strip());
    }

    private String packageName() {
        return "org.example." + name.replace("-", "");
    }

    private String className() {
        return Stream.of(name.split("-"))
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PluginProject.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
