package dev.pushforward.app.plugins;

import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Finds some modules by their names. */
final class PluginFinder implements ModuleFinder {
    private final Map<String, ModuleReference> modules = new LinkedHashMap<>();

    PluginFinder(Collection<ModuleReference> references) {
        references.forEach(m -> modules.put(m.descriptor().name(), m));
    }

    @Override
    public Optional<ModuleReference> find(String name) {
        return Optional.ofNullable(modules.get(name));
    }

    @Override
    public Set<ModuleReference> findAll() {
        return Set.copyOf(modules.values());
    }
}
