package dev.pushforward.testkit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentDescriptor;
import dev.pushforward.core.spi.ComponentFactory;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.SettingsReader;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;

/**
 * What every factory must do: be found as a service under the name that {@link Component} gives, be a public class
 * whose constructor takes nothing, say in a sentence what it makes, say of each setting what it means, and have
 * defaults that are allowed. Extend it for one factory; {@link #ofAll} is for a module that has many.
 */
public abstract class FactoryContract {
    /** For subclasses. */
    protected FactoryContract() {}

    /** The factory under test. */
    protected abstract ComponentFactory<?> create();

    /**
     * This contract for each component of a kind that is found, to be returned by a {@code @TestFactory}; there must be
     * one.
     */
    public static Stream<DynamicContainer> ofAll(ComponentKind kind) {
        List<ComponentDescriptor> found = ComponentRegistry.load().all().stream()
                .filter(c -> c.kind() == kind)
                .toList();
        assertFalse(found.isEmpty(), "no " + kind.key() + " is found");
        return found.stream().map(c -> DynamicContainer.dynamicContainer(c.name(), of(c).clauses()));
    }

    private static FactoryContract of(ComponentDescriptor component) {
        return new FactoryContract() {
            @Override
            protected ComponentFactory<?> create() {
                return component.factory();
            }
        };
    }

    private Stream<DynamicTest> clauses() {
        return Stream.of(
                DynamicTest.dynamicTest("is found as a service", this::isFoundAsAService),
                DynamicTest.dynamicTest(
                        "is a public class with a constructor of no arguments",
                        this::isAPublicClassWithAConstructorOfNoArguments),
                DynamicTest.dynamicTest("says what it makes", this::saysWhatItMakes),
                DynamicTest.dynamicTest("settings are documented", this::settingsAreDocumented),
                DynamicTest.dynamicTest("defaults are allowed", this::defaultsAreAllowed));
    }

    @Test
    public void isFoundAsAService() {
        ComponentFactory<?> factory = create();
        ComponentKind kind = Arrays.stream(ComponentKind.values())
                .filter(k -> k.service().isInstance(factory))
                .findFirst()
                .orElseThrow(() -> new AssertionError(factory.getClass() + " implements no service"));
        ComponentDescriptor found = ComponentRegistry.load()
                .find(kind, component().name())
                .orElseThrow(() -> new AssertionError(factory.getClass() + " is not found as " + kind.key() + " '"
                        + component().name() + "': list it in META-INF/services and in provides"));
        assertEquals(
                factory.getClass(),
                found.factory().getClass(),
                "class found under the name '" + component().name() + "'");
    }

    @Test
    public void isAPublicClassWithAConstructorOfNoArguments() throws NoSuchMethodException {
        Class<?> type = create().getClass();
        assertTrue(Modifier.isPublic(type.getModifiers()), type + " is not public");
        assertTrue(Modifier.isPublic(type.getConstructor().getModifiers()), type + " has no public constructor");
    }

    @Test
    public void saysWhatItMakes() {
        Component component = component();
        assertTrue(component.name().matches("[a-z][a-z0-9-]{0,63}"), "name '" + component.name() + "'");
        String summary = component.summary();
        assertTrue(summary.endsWith(".") && summary.length() > 10, "the summary is no sentence: '" + summary + "'");
    }

    @Test
    public void settingsAreDocumented() {
        var names = new HashSet<String>();
        for (Setting<?> setting : create().settings()) {
            assertTrue(names.add(setting.name()), "two settings are called '" + setting.name() + "'");
            assertFalse(setting.name().equals("name"), "'name' is taken: it names the component");
            assertTrue(setting.doc().length() > 5, "setting '" + setting.name() + "' says nothing about itself");
            assertNotNull(setting.defaultValue(), "default of setting '" + setting.name() + "'");
        }
    }

    /** Each default, written out and read back, passes the checks of its setting. */
    @Test
    public void defaultsAreAllowed() {
        List<Setting<?>> declared = create().settings();
        var reader = new SettingsReader(ComponentRegistry.load(), path -> "");
        reader.read(declared, reader.read(declared, Map.of(), "").toMap(), "");
        assertEquals(List.of(), reader.problems(), "problems with the defaults");
    }

    private Component component() {
        Component component = create().getClass().getAnnotation(Component.class);
        assertNotNull(component, create().getClass() + " carries no @Component");
        return component;
    }
}
