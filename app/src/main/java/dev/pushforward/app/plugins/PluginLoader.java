package dev.pushforward.app.plugins;

import dev.pushforward.core.spi.ComponentDescriptor;
import dev.pushforward.core.spi.ComponentFactory;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.LoadException;
import dev.pushforward.core.spi.LoadFailure;
import java.lang.module.Configuration;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Loads a plugin into a module layer of its own, with one class loader, whose parent is that of the JDK: of the program
 * it sees only the modules that are {@linkplain HostModules shared}. Classes of factories are loaded, none is created.
 * Whatever is wrong becomes a {@link LoadFailure}.
 */
final class PluginLoader {
    private static final Set<String> SERVICES = Arrays.stream(ComponentKind.values())
            .map(k -> k.service().getName())
            .collect(Collectors.toUnmodifiableSet());

    private static final String UNREADABLE = "is not a readable file: replace or remove it";

    private final HostModules host;
    private final List<ComponentDescriptor> components = new ArrayList<>();
    private final List<LoadFailure> failures = new ArrayList<>();

    PluginLoader(HostModules host) {
        this.host = host;
    }

    /** What was found, in the order of loading. */
    List<ComponentDescriptor> components() {
        return components;
    }

    /** What was not. */
    List<LoadFailure> failures() {
        return failures;
    }

    void load(Plugin plugin) {
        if (plugin.jars().isEmpty()) {
            failed(plugin.path(), UNREADABLE);
            return;
        }
        Optional<List<ModuleReference>> modules = modules(plugin);
        if (modules.isEmpty()) {
            return;
        }
        if (modules.get().stream().noneMatch(PluginLoader::providesComponents)) {
            failed(plugin.path(), "holds no component: its JARs name none in module-info or META-INF/services");
            return;
        }
        try {
            describe(layer(modules.get()), modules.get());
        } catch (Exception | Error e) { // whatever its descriptors and class files hold
            failed(plugin.path(), LoadFailure.reason(e));
        }
    }

    /** The modules of the plugin, as far as they can be read and may be there; nothing if one is no good. */
    private Optional<List<ModuleReference>> modules(Plugin plugin) {
        int before = failures.size();
        var found = new ArrayList<ModuleReference>();
        var jars = new HashMap<String, Path>();
        for (Path jar : plugin.jars()) {
            if (!Files.isRegularFile(jar) || !Files.isReadable(jar)) { // a pipe would wait for a writer
                failed(jar, UNREADABLE);
                continue;
            }
            if (!Files.isRegularFile(jar)) {
                failed(jar, "is not a regular file, so it cannot be a JAR: remove it");
                continue;
            }
            try {
                for (ModuleReference module : ModuleFinder.of(jar).findAll()) {
                    String name = module.descriptor().name();
                    Path other = jars.putIfAbsent(name, jar);
                    if (host.reserves(name)) {
                        failed(
                                jar,
                                "is a copy of the module " + name
                                        + ", which Pushforward provides: remove it from the plugin");
                    } else if (other != null) {
                        failed(
                                jar,
                                "is the module " + name + ", and so is " + other.getFileName()
                                        + " beside it: take one away");
                    } else {
                        found.add(module.descriptor().isAutomatic() ? PlainJar.of(module, host) : module);
                    }
                }
            } catch (Exception | Error e) { // whatever its descriptor and the names of its entries are
                failed(jar, LoadFailure.reason(e));
            }
        }
        return failures.size() == before ? Optional.of(found) : Optional.empty();
    }

    /**
     * The layer of these modules. They are found after those of the program, where they are not libraries that the
     * plugin has in a version of its own: so nothing in a plugin can take the place of a shared module.
     */
    private ModuleLayer layer(List<ModuleReference> modules) {
        Configuration parent = host.layer().configuration();
        Map<Boolean, List<ModuleReference>> ownVersion = modules.stream()
                .collect(Collectors.partitioningBy(
                        m -> parent.findModule(m.descriptor().name()).isPresent()));
        Set<String> names = modules.stream().map(m -> m.descriptor().name()).collect(Collectors.toSet());
        Configuration resolved = parent.resolveAndBind(
                new PluginFinder(ownVersion.get(true)), new PluginFinder(ownVersion.get(false)), names);
        ModuleLayer.Controller controller = ModuleLayer.defineModulesWithOneLoader(
                resolved, List.of(host.layer()), ClassLoader.getPlatformClassLoader());
        ModuleLayer layer = controller.layer();
        for (ModuleReference module : modules) {
            PluginModules.add(
                    module.descriptor().name(), Path.of(module.location().orElseThrow()));
            if (module instanceof PlainJar) {
                Module plain = layer.findModule(module.descriptor().name()).orElseThrow();
                layer.modules().forEach(sibling -> controller.addReads(plain, sibling));
            }
        }
        return layer;
    }

    private void describe(ModuleLayer layer, List<ModuleReference> modules) {
        Map<String, Path> jars = modules.stream()
                .collect(Collectors.toMap(
                        m -> m.descriptor().name(), m -> Path.of(m.location().orElseThrow())));
        for (ComponentKind kind : ComponentKind.values()) {
            var providers = services(layer, kind).stream().spliterator();
            boolean more = true;
            while (more) {
                try {
                    more = providers.tryAdvance(provider -> describe(kind, provider, layer, jars));
                } catch (ServiceConfigurationError e) { // the next provider may be sound
                    failed(culprit(e, kind, modules), LoadFailure.reason(e));
                }
            }
        }
    }

    /**
     * The loader of services is bound to the module that asks, and a layer's services are also those of the layers
     * below.
     */
    private static ServiceLoader<? extends ComponentFactory<?>> services(ModuleLayer layer, ComponentKind kind) {
        return ServiceLoader.load(layer, kind.service());
    }

    private void describe(
            ComponentKind kind,
            ServiceLoader.Provider<? extends ComponentFactory<?>> provider,
            ModuleLayer layer,
            Map<String, Path> jars) {
        Module module = provider.type().getModule();
        if (module.getLayer() != layer) {
            return;
        }
        try {
            components.add(ComponentDescriptor.of(
                    kind, provider, jars.get(module.getName()).toString()));
        } catch (LoadException e) {
            failures.add(e.failure());
        }
    }

    /** The JAR of the provider that the message names. */
    private static Path culprit(ServiceConfigurationError e, ComponentKind kind, List<ModuleReference> modules) {
        for (ModuleReference module : modules) {
            for (ModuleDescriptor.Provides provides : module.descriptor().provides()) {
                if (provides.service().equals(kind.service().getName())
                        && provides.providers().stream()
                                .anyMatch(p -> e.getMessage().contains(p))) {
                    return Path.of(module.location().orElseThrow());
                }
            }
        }
        return Path.of(modules.getFirst().location().orElseThrow());
    }

    private static boolean providesComponents(ModuleReference module) {
        var provided = new HashSet<String>();
        module.descriptor().provides().forEach(p -> provided.add(p.service()));
        provided.retainAll(SERVICES);
        return !provided.isEmpty();
    }

    private void failed(Path origin, String reason) {
        failures.add(new LoadFailure(origin.toString(), "", reason));
    }
}
