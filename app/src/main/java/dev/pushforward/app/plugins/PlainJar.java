package dev.pushforward.app.plugins;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A JAR without a module descriptor, as a module that reads what the program shares and not the rest of it.
 *
 * <p>The automatic module that the JDK makes of such a JAR reads everything, so that a library that it brings in
 * another version than ours would clash with ours.
 */
final class PlainJar extends ModuleReference {
    private static final String CLASS = ".class";

    private final ModuleReference jar;

    private PlainJar(ModuleDescriptor descriptor, ModuleReference jar) {
        super(descriptor, jar.location().orElseThrow());
        this.jar = jar;
    }

    static PlainJar of(ModuleReference automatic, HostModules host) {
        ModuleDescriptor derived = automatic.descriptor();
        ModuleDescriptor.Builder builder = ModuleDescriptor.newOpenModule(derived.name());
        derived.version().ifPresent(builder::version);
        host.shared().forEach(builder::requires);
        derived.packages().forEach(builder::exports);
        derived.provides().forEach(builder::provides);
        Set<String> services = new HashSet<>(host.services());
        services.addAll(classes(automatic)); // it may ask for providers of any interface of its own
        services.forEach(builder::uses);
        return new PlainJar(builder.build(), automatic);
    }

    private static Set<String> classes(ModuleReference module) {
        try (ModuleReader reader = module.open();
                var entries = reader.list()) {
            return entries.filter(e -> e.endsWith(CLASS) && e.indexOf('/') > 0 && e.indexOf('-') < 0)
                    .map(e -> e.substring(0, e.length() - CLASS.length()).replace('/', '.'))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public ModuleReader open() throws IOException {
        return jar.open();
    }
}
