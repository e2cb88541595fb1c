package dev.pushforward.app.run;

import dev.pushforward.app.data.DataFiles;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.core.Compute;
import dev.pushforward.tensor.Engine;
import java.io.File;
import java.io.IOException;
import java.lang.module.ModuleDescriptor;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a result can depend on besides the experiment: versions, Java, machine. */
public final class Provenance {
    /** The folder of the experiment file. */
    static final String FOLDER = "folder";
    /** The SHA-256 of each data file, by the name it was asked for. */
    static final String DATA = "data";

    private Provenance() {}

    /**
     * That of this process.
     *
     * @param plugins the SHA-256 of each JAR of each plugin
     * @param files where data files were found
     */
    public static Map<String, Object> now(
            Experiment experiment, Compute compute, Map<String, String> plugins, DataFiles files) throws IOException {
        var map = new LinkedHashMap<String, Object>();
        map.put("experiment", experiment.name());
        map.put("hash", experiment.hash());
        map.put("seed", experiment.run().seed());
        map.put("written", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
        map.put("java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
        map.put(
                "os",
                System.getProperty("os.name") + " " + System.getProperty("os.version") + " "
                        + System.getProperty("os.arch"));
        map.put("cpu", cpu());
        map.put("processors", Runtime.getRuntime().availableProcessors());
        map.put("threads", compute.workers().threads());
        map.put("precision", experiment.run().precision().name().toLowerCase(Locale.ROOT));
        Engine engine = Engine.of(compute.dtype());
        map.put("kernels", engine.kernels());
        map.put("blas", engine.blas());
        map.put("modules", modules());
        map.put("plugins", plugins);
        files.beside().ifPresent(folder -> map.put(FOLDER, folder.toString()));
        map.put(DATA, files.sums());
        return map;
    }

    static String cpu() {
        try (var lines = Files.lines(Path.of("/proc/cpuinfo"))) {
            return lines.filter(l -> l.startsWith("model name"))
                    .findFirst()
                    .map(l -> l.substring(l.indexOf(':') + 1).strip())
                    .orElse("unknown");
        } catch (IOException e) {
            return System.getenv().getOrDefault("PROCESSOR_IDENTIFIER", "unknown");
        }
    }

    /** Modules with their versions, or the JARs of the class path. */
    private static Map<String, String> modules() {
        var out = new TreeMap<String, String>();
        if (Provenance.class.getModule().isNamed()) {
            for (Module module : Provenance.class.getModule().getLayer().modules()) {
                String name = module.getName();
                if (!name.startsWith("java.") && !name.startsWith("jdk.")) {
                    out.put(
                            name,
                            module.getDescriptor()
                                    .version()
                                    .map(ModuleDescriptor.Version::toString)
                                    .orElse(""));
                }
            }
            return out;
        }
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .map(entry -> Path.of(entry).getFileName())
                .forEach(entry -> out.put(String.valueOf(entry), ""));
        return out;
    }
}
