package dev.pushforward.core.spi;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.TreeMap;

/**
 * All components that were found, by kind and name. Immutable; listing creates nothing, because names and summaries are
 * read from the {@link Component} annotation of the provider's class.
 */
public final class ComponentRegistry {
    private final Map<ComponentKind, Map<String, ComponentDescriptor>> components = new EnumMap<>(ComponentKind.class);
    private final List<LoadFailure> failures;

    /**
     * A registry of these components.
     *
     * @throws IllegalArgumentException if two have the same kind and name; the message says where both come from
     */
    public ComponentRegistry(List<ComponentDescriptor> found) {
        this(found, List.of());
    }

    /**
     * A registry of these components, that can explain the absence of others.
     *
     * @param found the components
     * @param failures what could not be loaded
     * @throws IllegalArgumentException if two have the same kind and name; the message says where both come from
     */
    public ComponentRegistry(List<ComponentDescriptor> found, List<LoadFailure> failures) {
        this.failures = List.copyOf(failures);
        for (ComponentKind kind : ComponentKind.values()) {
            components.put(kind, new TreeMap<>());
        }
        for (ComponentDescriptor d : found) {
            ComponentDescriptor other = components.get(d.kind()).putIfAbsent(d.name(), d);
            if (other != null) {
                throw new IllegalArgumentException("two components are called " + d.title() + ": one of "
                        + other.origin() + ", one of " + d.origin() + ". Remove one of them.");
            }
        }
    }

    /**
     * The components that the class loader of core sees: those of the class path, or of the modules resolved at start.
     */
    public static ComponentRegistry load() {
        var found = new ArrayList<ComponentDescriptor>();
        for (ComponentKind kind : ComponentKind.values()) {
            ServiceLoader.load(kind.service()).stream()
                    .map(provider -> describe(kind, provider))
                    .forEach(found::add);
        }
        return new ComponentRegistry(found);
    }

    /** The component of this kind and name. */
    public Optional<ComponentDescriptor> find(ComponentKind kind, String name) {
        return Optional.ofNullable(components.get(kind).get(name));
    }

    /** The names of a kind, sorted. */
    public List<String> names(ComponentKind kind) {
        return List.copyOf(components.get(kind).keySet());
    }

    /** Every component, sorted by kind and name. */
    public List<ComponentDescriptor> all() {
        return components.values().stream()
                .flatMap(byName -> byName.values().stream())
                .sorted(Comparator.comparing(ComponentDescriptor::kind).thenComparing(ComponentDescriptor::name))
                .toList();
    }

    /**
     * The message for a name that no component has: why it is not there, if that is known; else the nearest known one
     * and all that there are.
     */
    public String unknown(ComponentKind kind, String name) {
        String title = ComponentDescriptor.title(kind, name);
        List<String> reasons = failures.stream()
                .filter(f -> f.component().equals(title))
                .map(LoadFailure::toString)
                .toList();
        if (!reasons.isEmpty()) {
            return title + " was not loaded. " + String.join("; ", reasons) + ".";
        }
        List<String> names = names(kind);
        List<String> unread = failures.stream()
                .filter(f -> f.component().isEmpty())
                .map(LoadFailure::toString)
                .toList();
        return "there is no " + ComponentDescriptor.title(kind, Printable.value(name)) + "."
                + NearestName.hint(name, names)
                + (names.isEmpty()
                        ? " None was found: is the module that provides it installed?"
                        : " Known: " + String.join(", ", names) + ".")
                + (unread.isEmpty() ? "" : " Not loaded: " + String.join("; ", unread) + ".");
    }

    /**
     * Makes a component.
     *
     * @throws IllegalArgumentException if there is none of this name, or its settings contradict each other
     * @throws BrokenComponentException if its classes do not fit together
     */
    public <T> T create(ComponentSpec spec, ComponentContext context, Class<T> type) {
        ComponentDescriptor found = find(spec.kind(), spec.name())
                .orElseThrow(() -> new IllegalArgumentException(unknown(spec.kind(), spec.name())));
        return type.cast(found.create(spec.settings(), context));
    }

    private static ComponentDescriptor describe(
            ComponentKind kind, ServiceLoader.Provider<? extends ComponentFactory<?>> provider) {
        Class<?> type = provider.type();
        String origin = type.getModule().isNamed() ? type.getModule().getName() : type.getName();
        return ComponentDescriptor.of(kind, provider, origin);
    }
}
