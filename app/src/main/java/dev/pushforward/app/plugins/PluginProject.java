package dev.pushforward.app.plugins;

import dev.pushforward.app.experiment.InputException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.SourceVersion;

/**
 * A Maven project for a plugin with one target, from templates: it builds and passes its tests as written.
 *
 * @param name of the target, the artifact and, without hyphens, of the package
 */
public record PluginProject(String name) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*");

    /** Checks the name. */
    public PluginProject {
        if (!NAME.matcher(name).matches() || Stream.of(name.split("-")).anyMatch(SourceVersion::isKeyword)) { // the JAR's name makes a module's
            throw new InputException("the name '" + name
                    + "' is not one of a plugin's target: words of small letters and digits that begin with a letter and are no keywords of Java, with hyphens between, such as my-target");
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
            throw new InputException(folder + " is a file: name a folder that is empty or not there yet");
        }
        try (Stream<Path> there = Files.list(folder)) {
            if (there.findAny().isPresent()) {
                throw new InputException("the folder " + folder + " is not empty: name one that is empty or not there yet");
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
        files.put("src/main/java/" + in + className() + ".java", "Target.txt");
        files.put("src/main/java/" + in + "internal/" + className() + "Factory.java", "Factory.txt");
        files.put("src/main/resources/META-INF/services/dev.pushforward.core.spi.TargetFactory", "services.txt");
        files.put("src/test/java/" + in + className() + "Test.java", "TargetTest.txt");
        files.put("src/test/java/" + in + className() + "FactoryTest.java", "FactoryTest.txt");
        return files;
    }

    private String filled(String template) throws IOException {
        return template.replace("@name@", name)
                .replace("@Name@", className())
                .replace("@package@", packageName())
                .replace("@version@", resource("version.txt").strip());
    }

    private String packageName() {
        return "org.example." + name.replace("-", "");
    }

    private String className() {
        return Stream.of(name.split("-")).map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1)).collect(Collectors.joining());
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = PluginProject.class.getResourceAsStream(name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
