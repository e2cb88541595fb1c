package dev.pushforward.app.plugins;

import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListSet;

/** The JARs of the modules of plugins that this process has loaded. Stack traces name modules alone. */
public final class PluginModules {
    private static final Map<String, Set<Path>> JARS = new ConcurrentHashMap<>();

    private PluginModules() {}

    static void add(String module, Path jar) {
        JARS.computeIfAbsent(module, m -> new ConcurrentSkipListSet<>()).add(jar);
    }

    /** The JARs of the modules of this name: one, or several where plugins bring modules of the same name. */
    public static Set<Path> jars(String module) {
        return JARS.getOrDefault(module, Set.of());
    }
}
