package dev.pushforward.app.plugins;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.run.StoppedException;
import dev.pushforward.core.Target;
import dev.pushforward.core.spi.BrokenComponentException;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentDescriptor;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.LoadFailure;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Which names stand when plugins are added, and which files are plugins. Loading itself is tested on the distribution.
 */
class ComponentsTest {
    private static final ComponentRegistry OWN = new ComponentRegistry(List.of(target("normal", "own")));

    @TempDir
    private Path folder;

    private static ComponentDescriptor target(String name, String origin) {
        return new ComponentDescriptor(ComponentKind.TARGET, name, "", "", origin, () -> {
            throw new NoClassDefFoundError("my/Missing");
        });
    }

    private static Components with(ComponentDescriptor... added) {
        return Components.together(OWN, List.of(), List.of(added), List.of());
    }

    @Test
    void aNewNameIsAdded() {
        Components all = with(target("ring", "a.jar"));
        assertEquals(List.of("normal", "ring"), all.registry().names(ComponentKind.TARGET));
        assertEquals(List.of(), all.failures());
    }

    @Test
    void aNameOfTheProgramStaysItsOwn() {
        Components all = with(target("normal", "a.jar"));
        assertEquals(
                "own",
                all.registry()
                        .find(ComponentKind.TARGET, "normal")
                        .orElseThrow()
                        .origin());
        assertEquals(
                List.of("a.jar: target 'normal' is not used: own brings one of that name"),
                all.failures().stream().map(LoadFailure::toString).toList());
    }

    @Test
    void aNameThatTwoPluginsClaimIsNobodysAndAskedForNamesBoth() {
        Components all = with(target("ring", "a.jar"), target("ring", "b.jar"), target("ball", "b.jar"));
        assertEquals(List.of("ball", "normal"), all.registry().names(ComponentKind.TARGET));
        String message = all.registry().unknown(ComponentKind.TARGET, "ring");
        assertTrue(message.contains("a.jar and b.jar"), message);
    }

    @Test
    void aFailureThatNamesNoComponentIsMentionedWithAnyUnknownName() {
        var failure = new LoadFailure("c.jar", "", "is no readable JAR");
        Components all = Components.together(OWN, List.of(), List.of(), List.of(failure));
        String message = all.registry().unknown(ComponentKind.TARGET, "nromal");
        assertTrue(message.contains("Did you mean 'normal'?"), message);
        assertTrue(message.endsWith("Not loaded: c.jar: is no readable JAR."), message);
    }

    @Test
    void aMissingClassIsNamedWithTheJar() {
        var broken = assertThrows(
                BrokenComponentException.class, () -> target("ring", "a.jar").settings());
        assertEquals("a.jar: target 'ring' misses the class my.Missing", broken.getMessage());
    }

    @Test
    void aFactoryThatThrowsOrGivesNothingIsNamedWithTheJar() {
        var throwing = factory(
                () -> {
                    throw new IllegalArgumentException("name 'X'");
                },
                null);
        var settings = assertThrows(BrokenComponentException.class, throwing::settings);
        assertEquals(
                "a.jar: target 'ring' fails with java.lang.IllegalArgumentException: name 'X'", settings.getMessage());
        var silent = assertThrows(
                BrokenComponentException.class, () -> factory(List::of, null).create(Settings.none(), null));
        assertEquals(
                "a.jar: target 'ring' fails with java.lang.NullPointerException: create gives null",
                silent.getMessage());
        var failing = assertThrows(BrokenComponentException.class, () -> factory(List::of, () -> {
                    throw new IllegalStateException("no");
                })
                .create(Settings.none(), null));
        assertEquals("a.jar: target 'ring' fails with java.lang.IllegalStateException: no", failing.getMessage());
    }

    /** Exceptions are classes of a plugin's own, too. */
    @Test
    void anExceptionThatCannotBeReadIsNamedByItsType() {
        var circle = new IllegalStateException("round");
        circle.initCause(new IllegalStateException("and round", circle));
        assertTrue(LoadFailure.reason(circle).contains("round"));
        assertEquals("fails with " + Unreadable.class.getName(), LoadFailure.reason(new Unreadable()));
    }

    @SuppressWarnings("serial") // never serialised
    private static final class Unreadable extends RuntimeException {
        @Override
        public String getMessage() {
            throw new StackOverflowError();
        }
    }

    /** What the user gave, and what stops the work, is no fault of the component. */
    @Test
    void settingsThatContradictEachOtherAndStopsPass() {
        for (RuntimeException e : List.of(new IllegalArgumentException("too large"), new StoppedException("there"))) {
            assertSame(e, assertThrows(e.getClass(), () -> factory(List::of, () -> {
                        throw e;
                    })
                    .create(Settings.none(), null)));
        }
    }

    private static ComponentDescriptor factory(Supplier<List<Setting<?>>> settings, Supplier<Target> made) {
        return new ComponentDescriptor(ComponentKind.TARGET, "ring", "", "", "a.jar", () -> new TargetFactory() {
            @Override
            public List<Setting<?>> settings() {
                return settings.get();
            }

            @Override
            public Target create(Settings given, ComponentContext context) {
                return made == null ? null : made.get();
            }
        });
    }

    @Test
    void jarsAndFoldersArePluginsSorted() throws IOException {
        Files.createDirectories(folder.resolve("b"));
        Files.createFile(folder.resolve("b/lib.jar"));
        Files.createFile(folder.resolve("b/notes.txt"));
        Files.createDirectories(folder.resolve("classes/my")); // as in Maven's target
        Files.createFile(folder.resolve("a.jar"));
        Files.createFile(folder.resolve(".hidden.jar"));
        Files.createFile(folder.resolve("README"));
        List<Plugin> expected = List.of(
                new Plugin(folder.resolve("a.jar"), List.of(folder.resolve("a.jar"))),
                new Plugin(folder.resolve("b"), List.of(folder.resolve("b/lib.jar"))));
        assertEquals(expected, Plugin.in(folder));
    }

    @Test
    void aFolderListedTwiceIsReadOnce() throws IOException {
        Files.createFile(folder.resolve("a.jar"));
        assertEquals(
                1,
                Components.load(List.of(folder, folder.resolve("."))).plugins().size());
    }

    /** As a link that leads nowhere, which is unreadable for root too. */
    @Test
    void aJarThatCannotBeReadStopsNothing() throws IOException {
        Files.createSymbolicLink(folder.resolve("a.jar"), folder.resolve("gone.jar"));
        Path good = Files.writeString(folder.resolve("b.jar"), "abc");
        assertEquals(
                Set.of(good.toString()),
                Components.load(List.of(folder)).checksums().keySet());
    }

    @Test
    void aSubFolderThatCannotBeReadStopsNothing() throws IOException {
        Path closed = Files.createDirectory(folder.resolve("closed"));
        Files.createFile(folder.resolve("a.jar"));
        assertTrue(closed.toFile().setReadable(false));
        assumeFalse(Files.isReadable(closed)); // root reads everything
        try {
            assertEquals(2, Plugin.in(folder).size());
        } finally {
            assertTrue(closed.toFile().setReadable(true));
        }
    }

    @Test
    void aFolderThatIsNotThereIsBadInput() {
        var wrong = assertThrows(InputException.class, () -> Components.load(List.of(folder.resolve("none"))));
        assertTrue(
                wrong.getMessage()
                        .startsWith("the plugin folder does not exist: " + folder.resolve("none") + ". Create it"),
                wrong.getMessage());
    }

    @Test
    void fromTheClassPathPluginsAreRefusedWithAReason() throws IOException {
        Files.createFile(folder.resolve("a.jar"));
        LoadFailure only = Components.load(List.of(folder)).failures().getFirst();
        assertTrue(only.toString().contains("module path"), only.toString());
    }
}
