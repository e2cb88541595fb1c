package dev.pushforward.app.plugins;

import dev.pushforward.core.spi.ComponentDescriptor;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.spi.LoadFailure;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.store.Sha256;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * The components of the program and of plugins.
 *
 * @param registry what can be used
 * @param plugins what was found in plugin folders, good or bad
 * @param failures what of it cannot be used, and why
 */
public record Components(ComponentRegistry registry, List<Plugin> plugins, List<LoadFailure> failures) {
    /**
     * Loads the plugins of these folders. Nothing that is wrong with a plugin stops the others. A name that the program
     * has stays the program's; one that several plugins claim is nobody's.
     *
     * @param folders plugin folders; one that is listed twice is read once
     */
    public static Components load(List<Path> folders) {
        ComponentRegistry own = ComponentRegistry.load();
        List<Plugin> plugins = plugins(folders);
        Module app = Components.class.getModule();
        if (plugins.isEmpty()) {
            return together(own, plugins, List.of(), List.of());
        }
        if (!app.isNamed()) {
            var failures = plugins.stream()
                    .map(p -> new LoadFailure(
                            p.path().toString(),
                            "",
                            "was not loaded: plugins need Pushforward to be started from the module path"))
                    .toList();
            return new Components(new ComponentRegistry(own.all(), failures), plugins, failures);
        }
        var loader = new PluginLoader(HostModules.of(app));
        plugins.forEach(loader::load);
        return together(own, plugins, loader.components(), loader.failures());
    }

    /** Own components and those of plugins, without those whose name is taken. */
    static Components together(
            ComponentRegistry own, List<Plugin> plugins, List<ComponentDescriptor> added, List<LoadFailure> failed) {
        var failures = new ArrayList<>(failed);
        var byName = new LinkedHashMap<String, List<ComponentDescriptor>>();
        added.forEach(
                d -> byName.computeIfAbsent(d.title(), t -> new ArrayList<>()).add(d));
        var all = new ArrayList<>(own.all());
        byName.forEach((title, claims) -> {
            ComponentDescriptor first = claims.getFirst();
            Optional<ComponentDescriptor> taken = own.find(first.kind(), first.name());
            if (taken.isPresent()) {
                claims.forEach(c -> failures.add(new LoadFailure(
                        c.origin(), title, "is not used: " + taken.get().origin() + " brings one of that name")));
            } else if (claims.size() == 1) {
                all.add(first);
            } else {
                String origins = String.join(
                        " and ",
                        claims.stream().map(ComponentDescriptor::origin).toList());
                failures.add(new LoadFailure(
                        origins,
                        title,
                        "is brought by " + claims.size() + " plugins, so none of them is used: remove all but one"));
            }
        });
        return new Components(new ComponentRegistry(all, explained(failures, all)), plugins, List.copyOf(failures));
    }

    /** What a name that is not there may stand for: what failed, and what of Pushforward itself is not installed. */
    private static List<LoadFailure> explained(List<LoadFailure> failures, List<ComponentDescriptor> there) {
        var all = new ArrayList<>(failures);
        all.addAll(OwnComponents.missing(new ComponentRegistry(there)));
        return all;
    }

    private static List<Plugin> plugins(List<Path> folders) {
        var seen = new LinkedHashSet<Path>();
        var plugins = new LinkedHashMap<Path, Plugin>();
        for (Path folder : folders) {
            if (seen.add(real(folder))) {
                Plugin.in(folder).forEach(p -> plugins.putIfAbsent(real(p.path()), p));
            }
        }
        return List.copyOf(plugins.values());
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path.toAbsolutePath().normalize();
        }
    }

    /**
     * The code of components and of those among their settings: the SHA-256 of each JAR of the plugins that they come
     * from, and of Pushforward's own.
     *
     * @return empty where Pushforward does not run from JARs, so that a digest cannot tell one build from another
     */
    public Optional<Map<String, String>> code(List<ComponentSpec> components) {
        Optional<Map<String, String>> own = OwnCode.digests(Components.class.getModule());
        return own.map(digests -> {
            var all = new TreeMap<>(digests);
            components.forEach(c -> addCode(c.kind(), c.toMap(), all));
            return all;
        });
    }

    private void addCode(ComponentKind kind, Map<?, ?> plain, Map<String, String> out) {
        registry.find(kind, String.valueOf(plain.get("name"))).ifPresent(d -> {
            for (Plugin plugin : plugins) {
                if (plugin.jars().stream().anyMatch(jar -> real(jar).equals(real(Path.of(d.origin()))))) {
                    plugin.jars()
                            .forEach(jar ->
                                    out.merge(jar.getFileName().toString(), checksum(jar), (a, b) -> a + " " + b));
                }
            }
            for (Setting<?> setting : d.settings()) {
                if (setting.component().isPresent() && plain.get(setting.name()) instanceof Map<?, ?> nested) {
                    addCode(setting.component().get(), nested, out);
                }
            }
        });
    }

    /** The SHA-256 of each JAR of each plugin that can be read, by its path, as hexadecimal digits. */
    public Map<String, String> checksums() {
        var sums = new LinkedHashMap<String, String>();
        for (Plugin plugin : plugins) {
            for (Path jar : plugin.jars()) {
                // any other was not loaded either, which is among the failures
                if (Files.isRegularFile(jar) && Files.isReadable(jar)) {
                    sums.put(jar.toString(), checksum(jar));
                }
            }
        }
        return sums;
    }

    static String checksum(Path jar) {
        try (InputStream in = Files.newInputStream(jar)) {
            return Sha256.of(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
