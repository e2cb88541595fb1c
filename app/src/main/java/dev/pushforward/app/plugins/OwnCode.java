package dev.pushforward.app.plugins;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ResolvedModule;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The code of the program: its own modules by the digest of their JARs, others by their version. */
final class OwnCode {
    private static final String OWN = "dev.pushforward.";

    private OwnCode() {}

    /** By module; empty on the class path, and where a module of Pushforward's does not come from a JAR. */
    static Optional<Map<String, String>> digests(Module app) {
        if (!app.isNamed()) {
            return Optional.empty();
        }
        var out = new TreeMap<String, String>();
        for (ResolvedModule module : app.getLayer().configuration().modules()) {
            String name = module.name();
            if (name.startsWith(OWN)) {
                Optional<Path> jar = module.reference().location().flatMap(OwnCode::jar);
                if (jar.isEmpty()) {
                    return Optional.empty();
                }
                out.put(name, Components.checksum(jar.get()));
            } else if (!name.startsWith("java.") && !name.startsWith("jdk.")) {
                out.put(
                        name,
                        module.reference()
                                .descriptor()
                                .version()
                                .map(ModuleDescriptor.Version::toString)
                                .orElse(""));
            }
        }
        return Optional.of(out);
    }

    private static Optional<Path> jar(URI location) {
        return Optional.of(location)
                .filter(uri -> "file".equals(uri.getScheme()))
                .map(Path::of)
                .filter(Files::isRegularFile);
    }
}
