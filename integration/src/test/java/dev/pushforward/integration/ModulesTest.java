package dev.pushforward.integration;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleReader;
import java.lang.module.ModuleReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the descriptors of the distributed modules promise. */
class ModulesTest {
    /** A new library, a lost one, or one that is no module after all, has to be seen by whoever reads the change. */
    @Test
    void areThoseOfTheList() throws IOException {
        List<String> expected;
        try (InputStream in = ModulesTest.class.getResourceAsStream("modules.txt")) {
            expected = new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(l -> !l.startsWith("#"))
                    .toList();
        }
        List<String> actual = Distribution.modules()
                .map(ModuleReference::descriptor)
                .map(d -> platformIndependent(d.name()) + (d.isAutomatic() ? " automatic" : ""))
                .sorted()
                .toList();
        assertEquals(String.join("\n", expected), String.join("\n", actual));
    }

    @TestFactory
    Stream<DynamicTest> provideWhatTheirServiceFilesSay() {
        return eachOfOurs(module -> assertEquals(serviceFiles(module), provided(module.descriptor())));
    }

    @TestFactory
    Stream<DynamicTest> holdOnlyPackagesUnderTheirName() {
        return eachOfOurs(module -> {
            String name = module.descriptor().name();
            assertAll(module.descriptor().packages().stream()
                    .map(p -> () -> assertTrue((p + ".").startsWith(name + "."), p)));
        });
    }

    @TestFactory
    Stream<DynamicTest> doNotExportTheirFactories() {
        return eachOfOurs(module -> {
            Set<String> exported = module.descriptor().exports().stream()
                    .map(ModuleDescriptor.Exports::source)
                    .collect(Collectors.toSet());
            for (Set<String> providers : provided(module.descriptor()).values()) {
                for (String provider : providers) {
                    String inPackage = provider.substring(0, provider.lastIndexOf('.'));
                    assertTrue(!exported.contains(inPackage), provider + " is in an exported package");
                }
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> areOpenToGuiceOnlyWhereAppWires() {
        return eachOfOurs(module -> {
            ModuleDescriptor descriptor = module.descriptor();
            assertTrue(!descriptor.isOpen(), "an open module");
            for (ModuleDescriptor.Opens opens : descriptor.opens()) {
                assertTrue(
                        descriptor.name().equals("dev.pushforward.app") && opens.isQualified(),
                        "opens " + opens.source() + " to " + opens.targets());
            }
        });
    }

    @TestFactory
    Stream<DynamicTest> requireOnlyWhatTheDesignAllows() {
        return eachOfOurs(module -> {
            String name = module.descriptor().name();
            Set<String> required = module.descriptor().requires().stream()
                    .map(ModuleDescriptor.Requires::name)
                    .collect(Collectors.toCollection(TreeSet::new));
            required.removeIf(r -> !r.startsWith(Distribution.OURS));
            Set<String> allowed =
                    switch (name) {
                        case "dev.pushforward.tensor" -> Set.of("dev.pushforward.nd4j.api");
                        case "dev.pushforward.core" -> Set.of("dev.pushforward.tensor");
                        default -> Set.of("dev.pushforward.core");
                    };
            assertTrue(allowed.containsAll(required), name + " requires " + required);
            boolean guice = module.descriptor().requires().stream()
                    .anyMatch(r -> r.name().equals("com.google.guice"));
            assertEquals(name.equals("dev.pushforward.app"), guice, "knows Guice");
        });
    }

    /**
     * What a module exports, requires, uses and provides is what others build on: a change has to be seen by whoever
     * reads it.
     */
    @TestFactory
    Stream<DynamicTest> haveTheDescriptorsThatAreKept() {
        return eachOfOurs(module -> {
            String name = module.descriptor().name() + ".txt";
            String actual = described(module);
            Path written =
                    Files.createDirectories(Path.of("target/descriptors")).resolve(name);
            Files.writeString(written, actual);
            try (InputStream in = ModulesTest.class.getResourceAsStream("descriptors/" + name)) {
                String kept = in == null ? "" : new String(in.readAllBytes(), StandardCharsets.UTF_8);
                assertEquals(kept, actual, "if the change is meant, copy " + written + " to the test's resources");
            }
        });
    }

    /** What {@code jar --describe-module} says, without version and place. */
    private static String described(ModuleReference module) {
        var out = new StringWriter();
        var err = new StringWriter();
        int code = ToolProvider.findFirst("jar")
                .orElseThrow()
                .run(
                        new PrintWriter(out),
                        new PrintWriter(err),
                        "--describe-module",
                        "--file",
                        Path.of(module.location().orElseThrow()).toString());
        assertEquals(0, code, err.toString());
        return out.toString()
                .lines()
                .map(l -> l.replaceFirst("@\\S+ jar:file:.*", ""))
                .filter(l -> !l.isBlank())
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }

    private interface Check {
        void on(ModuleReference module) throws IOException;
    }

    private static Stream<DynamicTest> eachOfOurs(Check check) {
        List<ModuleReference> ours = Distribution.ourModules();
        assertTrue(ours.size() >= 6, "only found " + ours); // a rule on nothing always holds
        return ours.stream().map(m -> DynamicTest.dynamicTest(m.descriptor().name(), () -> check.on(m)));
    }

    private static Map<String, Set<String>> provided(ModuleDescriptor descriptor) {
        Map<String, Set<String>> services = new TreeMap<>();
        descriptor.provides().forEach(p -> services.put(p.service(), new TreeSet<>(p.providers())));
        return services;
    }

    private static Map<String, Set<String>> serviceFiles(ModuleReference module) throws IOException {
        String folder = "META-INF/services/";
        Map<String, Set<String>> services = new TreeMap<>();
        try (ModuleReader reader = module.open()) {
            for (String file : reader.list()
                    .filter(n -> n.startsWith(folder) && !n.endsWith("/"))
                    .toList()) {
                try (InputStream in = reader.open(file).orElseThrow()) {
                    services.put(
                            file.substring(folder.length()),
                            new String(in.readAllBytes(), StandardCharsets.UTF_8)
                                    .lines()
                                    .map(line -> line.replaceFirst("#.*", "").strip())
                                    .filter(line -> !line.isEmpty())
                                    .collect(Collectors.toCollection(TreeSet::new)));
                }
            }
        }
        return services;
    }

    private static String platformIndependent(String module) {
        return module.replaceFirst("^(org\\.bytedeco\\.\\w+)\\.(linux|macosx|windows)\\.\\w+$", "$1.PLATFORM");
    }
}
