package dev.pushforward.app.plugins;

import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ResolvedModule;
import java.util.ArrayDeque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What plugins share with the program, and what they may bring in versions of their own.
 *
 * <p>Shared are the modules of Pushforward, all that those read (ND4J, SLF4J), and the JDK: a second copy would have
 * types that look the same and are not. The libraries of the command line alone, such as Guava and Jackson, are not
 * shared.
 *
 * @param layer the modules of the program
 * @param shared names of the modules that are shared
 */
record HostModules(ModuleLayer layer, Set<String> shared) {
    private static final String OURS = "dev.pushforward.";

    /** The modules around the module {@code app}. */
    static HostModules of(Module app) {
        Configuration configuration = app.getLayer().configuration();
        var shared = new LinkedHashSet<String>();
        var open = new ArrayDeque<ResolvedModule>();
        configuration.modules().stream()
                .filter(m -> isOurs(m.name()) && !m.name().equals(app.getName()))
                .forEach(open::add);
        while (!open.isEmpty()) {
            ResolvedModule next = open.pop();
            if (shared.add(next.name())) {
                open.addAll(next.reads());
            }
        }
        configuration.modules().stream()
                .map(ResolvedModule::name)
                .filter(HostModules::isJdk)
                .forEach(shared::add);
        return new HostModules(app.getLayer(), shared);
    }

    /** Whether a plugin must not bring a module of this name. */
    boolean reserves(String module) {
        return shared.contains(module)
                || isOurs(module) && layer.findModule(module).isPresent();
    }

    /** Services of the JDK and of shared modules that anybody may use. */
    Set<String> services() {
        List<ModuleDescriptor> descriptors = layer.configuration().modules().stream()
                .filter(m -> shared.contains(m.name()))
                .map(m -> m.reference().descriptor())
                .toList();
        Set<String> exported = descriptors.stream()
                .flatMap(d -> d.exports().stream())
                .filter(e -> !e.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
        return descriptors.stream()
                .flatMap(d -> d.uses().stream())
                .filter(service -> exported.contains(service.substring(0, service.lastIndexOf('.'))))
                .collect(Collectors.toSet());
    }

    private static boolean isOurs(String module) {
        return module.startsWith(OURS);
    }

    private static boolean isJdk(String module) {
        return module.startsWith("java.") || module.startsWith("jdk.");
    }
}
