package dev.pushforward.app.cli;

import dev.pushforward.app.data.CacheFolder;
import dev.pushforward.app.data.Catalogue;
import dev.pushforward.app.data.DataFiles;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.ExperimentReader;
import dev.pushforward.app.experiment.ExperimentSource;
import dev.pushforward.app.experiment.InputException;
import dev.pushforward.app.experiment.RunSettings;
import dev.pushforward.app.plugins.Components;
import dev.pushforward.app.run.Composition;
import dev.pushforward.app.run.Part;
import dev.pushforward.app.run.Progress;
import dev.pushforward.app.run.Provenance;
import dev.pushforward.app.run.ReferenceCache;
import dev.pushforward.app.run.RunFolder;
import dev.pushforward.app.run.StopSignal;
import dev.pushforward.app.wiring.Workshop;
import dev.pushforward.core.Compute;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.NearestName;
import dev.pushforward.core.spi.SettingsException;
import dev.pushforward.tensor.parallel.Workers;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** What commands share: options, output, components, and opening a run. */
abstract class Session {
    @Mixin
    CommonOptions options;

    @Spec
    CommandSpec spec;

    private final StopSignal stop;
    private Components components;

    Session(StopSignal stop) {
        this.stop = stop;
    }

    PrintWriter out() {
        return spec.commandLine().getOut();
    }

    PrintWriter err() {
        return spec.commandLine().getErr();
    }

    /** All components, loaded when first asked for. */
    Components components() {
        if (components == null) {
            components = Components.load(options.pluginFolders());
        }
        return components;
    }

    /** The components that can be used, after a warning of each that cannot. */
    ComponentRegistry registry() {
        if (components == null) {
            components().failures().forEach(f -> err().println("WARN: " + f));
        }
        return components().registry();
    }

    StopSignal stop() {
        return stop;
    }

    Progress progress() {
        if (options.quiet) {
            return Progress.none();
        }
        return Terminal.isInteractive() ? new ProgressOnTerminal() : new ProgressInLines(err(), "");
    }

    Experiment read(ExperimentSource source, List<String> overrides) {
        var all = new ArrayList<>(overrides);
        if (options.threads != null) {
            all.add("run.threads=" + options.threads);
        }
        return new ExperimentReader(registry()).read(source, all);
    }

    private Workshop workshop(RunSettings run, Optional<Path> beside) {
        return workshop(
                new Compute(run.precision(), run.threads() == 0 ? Workers.common() : Workers.of(run.threads())),
                progress(),
                beside);
    }

    /** With data files of the user's folder, or of that of the experiment. */
    Workshop workshop(Compute compute, Progress progress, Optional<Path> beside) {
        var files = new DataFiles(options.data(), beside, CacheFolder.ofUser(), Catalogue.standard(), progress, stop);
        return Workshop.of(registry(), compute, files, progress, stop, references());
    }

    /** Reference chains that runs share. */
    ReferenceCache references() {
        return new ReferenceCache(CacheFolder.ofUser().resolve("references"), components()::code);
    }

    /** A run of this experiment, begun or gone on with, with everything made that it names. */
    Opened begin(ExperimentSource source, List<String> overrides) throws IOException {
        Experiment experiment = read(source, overrides);
        Workshop workshop = workshop(experiment.run(), source.folder());
        List<Composition> compositions = workshop.composer().compose(experiment);
        RunFolder folder = RunFolder.create(options.runs, experiment, provenance(experiment, workshop));
        return new Opened(folder, experiment, workshop, folder.parts(experiment, compositions));
    }

    /** Where, when and with what a run begins, whose components are made. */
    Map<String, Object> provenance(Experiment experiment, Workshop workshop) throws IOException {
        return Provenance.now(experiment, workshop.compute(), components().checksums(), workshop.files());
    }

    /** An existing run with everything made that it names. */
    Opened open(Path run) throws IOException {
        RunFolder folder = RunFolder.open(run, options.runs);
        Experiment saved = saved(folder.experimentFile());
        folder.check(saved);
        var experiment =
                new Experiment(folder.experimentName(), saved.title(), saved.cells(), saved.run(), saved.comparison());
        Workshop workshop = workshop(experiment.run(), folder.experimentFolder());
        List<Composition> compositions = workshop.composer().compose(experiment);
        folder.checkData(workshop.files().sums());
        return new Opened(folder, experiment, workshop, folder.parts(experiment, compositions));
    }

    /** What a run's own file says, which whoever names the run has not named. */
    private Experiment saved(Path experiment) {
        try {
            return read(ExperimentSource.ofRun(experiment), List.of());
        } catch (SettingsException e) {
            throw new InputException(experiment + ": " + Failures.message(e), e);
        }
    }

    /** A run that is there. */
    record Opened(RunFolder folder, Experiment experiment, Workshop workshop, List<Part> parts) {
        /** The part of this name; the only one where none is named. */
        Part part(String name) {
            List<String> names = parts.stream().map(Part::name).toList();
            if (name == null && parts.size() == 1) {
                return parts.getFirst();
            }
            if (name == null) {
                throw new InputException("the run has " + parts.size() + " parts: say which with --part, one of "
                        + String.join(", ", names));
            }
            int i = names.indexOf(name);
            if (i < 0) {
                throw new InputException("the run has no part '" + name + "'." + NearestName.hint(name, names)
                        + " It has " + String.join(", ", names) + ".");
            }
            return parts.get(i);
        }
    }
}
