package dev.pushforward.app.cli;

import dev.pushforward.app.data.CacheFolder;
import dev.pushforward.app.plugins.Components;
import dev.pushforward.app.plugins.Linkage;
import dev.pushforward.app.run.ReferenceCache;
import dev.pushforward.app.run.StopSignal;
import dev.pushforward.core.spi.BrokenComponentException;
import dev.pushforward.core.spi.ComponentDescriptor;
import dev.pushforward.core.spi.LoadFailure;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Engine;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.bytedeco.javacpp.Loader;
import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description =
                "Checks the installation: Java, kernels, folders and every component. Exits with 1 if something is"
                        + " wrong.")
final class DoctorCommand extends Session implements Callable<Integer> {
    private static final double MEBIBYTE = 1 << 20;

    private final List<String> wrong = new ArrayList<>();

    DoctorCommand(StopSignal stop) {
        super(stop);
    }

    @Override
    public Integer call() {
        say(
                "java",
                System.getProperty("java.vm.name") + " " + Runtime.version() + ", " + System.getProperty("java.home"));
        modules();
        nativeLibraries();
        kernels();
        say(
                "threads",
                Runtime.getRuntime().availableProcessors() + " processors"
                        + (options.threads == null ? "" : ", --threads " + options.threads));
        data();
        plugins(components());
        wrong.forEach(w -> out().println("WRONG: " + w));
        out().println(
                        wrong.isEmpty()
                                ? "All is well."
                                : wrong.size() + (wrong.size() == 1 ? " thing is" : " things are") + " wrong.");
        return wrong.isEmpty() ? 0 : 1;
    }

    private void say(String what, String value) {
        out().printf(Locale.ROOT, "%-9s %s%n", what, value);
    }

    private void modules() {
        Module here = DoctorCommand.class.getModule();
        if (!here.isNamed()) {
            say("modules", "none: started from the class path");
            return;
        }
        List<String> ours = here.getLayer().modules().stream()
                .map(Module::getName)
                .filter(m -> m.startsWith("dev.pushforward."))
                .sorted()
                .toList();
        say("modules", String.join(", ", ours));
    }

    /**
     * JavaCPP unpacks into the first that can be written: the folder it is told, one in the user's home, one among
     * temporary files.
     */
    private void nativeLibraries() {
        try {
            say("cache", Loader.getCacheDir() + " (native libraries are unpacked there)");
        } catch (IOException e) {
            wrong.add("cache: native libraries cannot be unpacked, neither into " + System.getProperty("user.home")
                    + "/.javacpp/cache nor among the temporary files in " + System.getProperty("java.io.tmpdir")
                    + ": make one of them writable, or name a writable folder by"
                    + " JDK_JAVA_OPTIONS=-Dorg.bytedeco.javacpp.cachedir=DIR");
        }
    }

    /** A matrix product by the kernels of each precision: the native libraries are then loaded, and compute. */
    private void kernels() {
        for (DType dtype : DType.values()) {
            String name = dtype.name().toLowerCase(Locale.ROOT);
            try (Scope scope = Scope.open()) {
                Tensor a = Tensor.of(dtype, new double[] {1, 2, 3, 4}, 2, 2);
                double corner = a.matmul(a).sum().item();
                if (corner != 54) {
                    wrong.add("kernels: the product of two " + name + " matrices sums to " + corner + " instead of 54");
                }
                say("kernels", name + " computes, by " + Engine.of(dtype));
            } catch (RuntimeException | LinkageError e) {
                wrong.add("kernels: " + name + " does not compute: " + e);
            }
        }
        if (ModuleLayer.boot().findModule("jdk.incubator.vector").isEmpty()) {
            wrong.add("kernels: the Vector API is missing, so slower kernels are used: start Java with --add-modules"
                    + " jdk.incubator.vector");
        }
    }

    private void data() {
        Optional<Path> data = options.data();
        say("data", data.map(Path::toString).orElse("no folder set (--data DIR or PUSHFORWARD_DATA)"));
        say("", "missing sets are fetched into " + CacheFolder.ofUser() + " (PUSHFORWARD_CACHE)");
        say("", referenceChains());
        if (data.isPresent() && !Files.isDirectory(data.get())) {
            wrong.add("data: the folder " + data.get() + " does not exist");
        }
    }

    private String referenceChains() {
        String where = "reference chains of runs are kept in "
                + CacheFolder.ofUser().resolve("references") + " (PUSHFORWARD_CACHE): ";
        try {
            ReferenceCache.Size size = references().size();
            return where
                    + String.format(
                            Locale.ROOT,
                            "%d %s, %.1f MiB of at most %d; the folder may be deleted",
                            size.files(),
                            size.files() == 1 ? "file" : "files",
                            size.bytes() / MEBIBYTE,
                            ReferenceCache.MOST >> 20);
        } catch (IOException e) {
            return where + "cannot be read (" + e + "), so every run computes its own";
        }
    }

    private void plugins(Components found) {
        List<Path> folders = options.pluginFolders();
        say(
                "plugins",
                folders.isEmpty()
                        ? "no folder"
                        : String.join(", ", folders.stream().map(Path::toString).toList()));
        found.plugins()
                .forEach(p ->
                        say("", p.path() + " (" + p.jars().size() + (p.jars().size() == 1 ? " JAR)" : " JARs)")));
        found.failures().forEach(f -> wrong.add(f.toString()));
        int broken = 0;
        List<ComponentDescriptor> all = found.registry().all();
        for (ComponentDescriptor d : all) {
            List<LoadFailure> faults = faults(d);
            faults.forEach(f -> wrong.add(f.toString()));
            broken += faults.isEmpty() ? 0 : 1;
        }
        say("found", all.size() + " components, " + (all.size() - broken) + " of them usable");
    }

    private static List<LoadFailure> faults(ComponentDescriptor component) {
        try {
            component.settings();
            Class<?> factory = component.factory().getClass();
            boolean plugin = factory.getModule().getLayer()
                    != DoctorCommand.class.getModule().getLayer();
            List<String> missing = plugin ? Linkage.missing(factory) : List.of(); // the build sees to our own
            return missing.stream()
                    .map(m -> new LoadFailure(component.origin(), component.title(), m))
                    .toList();
        } catch (BrokenComponentException e) {
            return List.of(e.failure());
        }
    }
}
