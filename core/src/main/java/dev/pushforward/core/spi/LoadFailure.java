package dev.pushforward.core.spi;

import java.lang.module.FindException;
import java.lang.module.InvalidModuleDescriptorException;
import java.lang.module.ResolutionException;
import java.util.ServiceConfigurationError;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipException;

/**
 * Something that could not be loaded.
 *
 * @param origin the module, JAR or folder
 * @param component the component's {@linkplain ComponentDescriptor#title() title}; empty where all of the origin is
 *     unusable
 * @param reason what is wrong, and what to do
 */
public record LoadFailure(String origin, String component, String reason) {
    private static final Pattern CLASS_VERSION = Pattern.compile("(?:class file version|major.minor version) (\\d+)");
    private static final int JAVA_0 = 44; // the class file version of Java n is 44 + n
    private static final int MOST_CAUSES = 100;

    /** One line for a report. */
    @Override
    public String toString() {
        return origin + ": " + (component.isEmpty() ? "" : component + " ") + reason;
    }

    /**
     * What a failure to load classes or modules means, in words. Exceptions of a plugin's own may fail at being read:
     * then it is their type.
     */
    public static String reason(Throwable failure) {
        try {
            return words(root(failure));
        } catch (RuntimeException | Error unreadable) {
            return "fails with " + failure.getClass().getName();
        }
    }

    /** What began it. A chain of causes that never ends is cut. */
    private static Throwable root(Throwable failure) {
        Throwable root = failure;
        for (int depth = 0; depth < MOST_CAUSES && root.getCause() != null; depth++) {
            root = root.getCause();
        }
        return root;
    }

    private static String words(Throwable root) {
        String message = String.valueOf(root.getMessage());
        Matcher version = CLASS_VERSION.matcher(message);
        return switch (root) {
            case UnsupportedClassVersionError e when version.find() -> tooNew(version);
            case InvalidModuleDescriptorException e when version.find() -> tooNew(version);
            case NoClassDefFoundError e -> "misses the class " + className(message);
            case ClassNotFoundException e -> "misses the class " + className(message);
            case ZipException e -> "is no readable JAR (" + message + ")";
            case ServiceConfigurationError e -> message;
            case FindException e -> message;
            case ResolutionException e -> message;
            case LayerInstantiationException e -> message;
            case InvalidModuleDescriptorException e -> message;
            case LinkageError e -> "does not fit this release: " + e;
            default -> "fails with " + root;
        };
    }

    private static String tooNew(Matcher version) {
        return "is compiled for Java " + (Integer.parseInt(version.group(1)) - JAVA_0) + ", and this is Java "
                + Runtime.version().feature();
    }

    private static String className(String message) {
        return message.replace('/', '.');
    }
}
