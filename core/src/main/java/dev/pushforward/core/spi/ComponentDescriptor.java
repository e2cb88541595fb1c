package dev.pushforward.core.spi;

import dev.pushforward.core.TrainingException;
import java.lang.annotation.AnnotationFormatError;
import java.lang.annotation.AnnotationTypeMismatchException;
import java.lang.annotation.IncompleteAnnotationException;
import java.util.List;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.concurrent.CancellationException;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * A component that was found, described without having been created.
 *
 * @param kind its kind
 * @param name its name within the kind
 * @param summary one sentence
 * @param citation source, or empty
 * @param origin the module or JAR it comes from
 * @param supplier makes the factory on first use
 */
public record ComponentDescriptor(
        ComponentKind kind,
        String name,
        String summary,
        String citation,
        String origin,
        Supplier<? extends ComponentFactory<?>> supplier) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,63}");

    /**
     * Describes a provider by the annotation of its class, and creates nothing.
     *
     * @param origin the module or JAR it comes from
     * @throws LoadException if it carries no {@link Component}, one of another SPI number or another shape, one with an
     *     unusable name, or if its annotations cannot be read
     */
    public static ComponentDescriptor of(
            ComponentKind kind, ServiceLoader.Provider<? extends ComponentFactory<?>> provider, String origin) {
        try {
            return read(kind, provider, origin);
        } catch (LoadException e) {
            throw e;
        } catch (AnnotationTypeMismatchException | IncompleteAnnotationException | AnnotationFormatError e) {
            throw new LoadException(new LoadFailure(
                    origin,
                    "",
                    provider.type().getName() + " carries a @Component of another shape (" + e.getMessage()
                            + "): build it against this release"));
        } catch (Throwable e) { // classes that an annotation names, and their initialisers, may throw anything
            throw new LoadException(new LoadFailure(origin, "", LoadFailure.reason(e)));
        }
    }

    private static ComponentDescriptor read(
            ComponentKind kind, ServiceLoader.Provider<? extends ComponentFactory<?>> provider, String origin) {
        Class<?> type = provider.type();
        Component component = type.getAnnotation(Component.class);
        if (component == null) {
            throw new LoadException(new LoadFailure(
                    origin, "", type.getName() + " is provided as a " + kind.key() + " but carries no @Component"));
        }
        String title = title(kind, component.name());
        if (component.spi() != Component.SPI) {
            throw new LoadException(new LoadFailure(
                    origin,
                    title,
                    "was built against SPI " + component.spi() + ", this is SPI " + Component.SPI
                            + ": use a version built for this release"));
        }
        if (!NAME.matcher(component.name()).matches()) {
            throw new LoadException(new LoadFailure(origin, title, "has no usable name: it must match " + NAME));
        }
        return new ComponentDescriptor(
                kind, component.name(), component.summary(), component.citation(), origin, provider::get);
    }

    /** Kind and name, e.g. {@code target 'normal'}. */
    public String title() {
        return title(kind, name);
    }

    static String title(ComponentKind kind, String name) {
        return kind.key() + " '" + name + "'";
    }

    /**
     * The factory.
     *
     * @throws BrokenComponentException if it cannot be made: its class misses another or its constructor throws
     */
    public ComponentFactory<?> factory() {
        return unbroken(supplier);
    }

    /**
     * The settings it understands.
     *
     * @throws BrokenComponentException if the factory is broken
     */
    public List<Setting<?>> settings() {
        ComponentFactory<?> factory = factory();
        return unbroken(() -> List.copyOf(factory.settings()));
    }

    /**
     * Makes the component.
     *
     * @throws IllegalArgumentException if settings contradict each other
     * @throws CancellationException if the context was told to stop what the component waits for, such as a download
     * @throws OutOfMemoryError if the settings ask for more than there is
     * @throws BrokenComponentException if the factory is broken, throws anything else or gives nothing
     */
    public Object create(Settings settings, ComponentContext context) {
        ComponentFactory<?> factory = factory();
        try {
            return Objects.requireNonNull(factory.create(settings, context), "create gives null");
        } catch (IllegalArgumentException
                | TrainingException
                | CancellationException
                | BrokenComponentException
                | OutOfMemoryError e) {
            throw e;
        } catch (Throwable e) {
            throw new BrokenComponentException(this, e);
        }
    }

    /**
     * Nothing was given yet that could be at fault, so whatever is thrown is the component's fault. Classes are linked
     * as late as they are used: what a JAR misses shows only here.
     */
    private <T> T unbroken(Supplier<? extends T> part) {
        try {
            return part.get();
        } catch (Throwable e) {
            throw new BrokenComponentException(this, e);
        }
    }
}
