package dev.pushforward.app.wiring;

import com.google.inject.AbstractModule;
import com.google.inject.Guice;
import com.google.inject.Injector;
import com.google.inject.Provides;
import com.google.inject.Singleton;
import dev.pushforward.app.data.DataFiles;
import dev.pushforward.app.report.Reporter;
import dev.pushforward.app.run.Composer;
import dev.pushforward.app.run.Progress;
import dev.pushforward.app.run.ReferenceCache;
import dev.pushforward.app.run.Runner;
import dev.pushforward.app.run.StopSignal;
import dev.pushforward.core.Compute;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentRegistry;
import java.util.HashSet;
import java.util.Optional;

/**
 * Everything that carrying out one experiment takes, wired together. Guice constructs nothing of its own accord: each
 * part is made here.
 */
public final class Workshop {
    private final Injector injector;

    private Workshop(Injector injector) {
        this.injector = injector;
    }

    /**
     * The workshop for an experiment, which computes every reference chain itself.
     *
     * @param registry components
     * @param compute precision and threads
     * @param files where data files are found
     * @param progress who is told of it
     * @param stop who may stop it
     */
    public static Workshop of(
            ComponentRegistry registry, Compute compute, DataFiles files, Progress progress, StopSignal stop) {
        return new Workshop(
                Guice.createInjector(new Parts(registry, compute, files, progress, stop, Optional.empty())));
    }

    /** The workshop for an experiment, which shares reference chains with others through a cache. */
    public static Workshop of(
            ComponentRegistry registry,
            Compute compute,
            DataFiles files,
            Progress progress,
            StopSignal stop,
            ReferenceCache references) {
        return new Workshop(
                Guice.createInjector(new Parts(registry, compute, files, progress, stop, Optional.of(references))));
    }

    /** Makes and checks components. */
    public Composer composer() {
        return injector.getInstance(Composer.class);
    }

    /** Carries experiments out. */
    public Runner runner() {
        return injector.getInstance(Runner.class);
    }

    /** Writes reports. */
    public Reporter reporter() {
        return injector.getInstance(Reporter.class);
    }

    /** Where data files are found. */
    public DataFiles files() {
        return injector.getInstance(DataFiles.class);
    }

    /** Precision and threads. */
    public Compute compute() {
        return injector.getInstance(Compute.class);
    }

    private static final class Parts extends AbstractModule {
        private final ComponentRegistry registry;
        private final Compute compute;
        private final DataFiles files;
        private final Progress progress;
        private final StopSignal stop;
        private final Optional<ReferenceCache> references;

        Parts(
                ComponentRegistry registry,
                Compute compute,
                DataFiles files,
                Progress progress,
                StopSignal stop,
                Optional<ReferenceCache> references) {
            this.registry = registry;
            this.compute = compute;
            this.files = files;
            this.progress = progress;
            this.stop = stop;
            this.references = references;
        }

        @Override
        protected void configure() {
            binder().requireExplicitBindings();
            binder().disableCircularProxies();
            binder().requireExactBindingAnnotations();
            bind(ComponentRegistry.class).toInstance(registry);
            bind(Compute.class).toInstance(compute);
            bind(DataFiles.class).toInstance(files);
            bind(Progress.class).toInstance(progress);
            bind(StopSignal.class).toInstance(stop);
        }

        @Provides
        @Singleton
        ComponentContext context(ComponentRegistry components) {
            return new HostContext(components, compute, files, new HashSet<>());
        }

        @Provides
        @Singleton
        Composer composer(ComponentRegistry components, ComponentContext context) {
            return new Composer(components, context);
        }

        @Provides
        @Singleton
        Runner runner(Composer composer, Progress listener, StopSignal signal) {
            return new Runner(composer, compute, listener, signal, references);
        }

        @Provides
        @Singleton
        Reporter reporter(ComponentRegistry components) {
            return new Reporter(components);
        }
    }
}
