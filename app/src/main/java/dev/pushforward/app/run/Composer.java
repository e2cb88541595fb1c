package dev.pushforward.app.run;

import dev.pushforward.app.experiment.Cell;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.RunSettings;
import dev.pushforward.core.Corrector;
import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.Metric;
import dev.pushforward.core.ModalTarget;
import dev.pushforward.core.PredictiveTarget;
import dev.pushforward.core.Target;
import dev.pushforward.core.spi.BrokenComponentException;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.spi.Problem;
import dev.pushforward.core.spi.SettingsException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.bytedeco.javacpp.Pointer;

/**
 * Makes the components of an experiment and checks, before anything is computed, that each finds in the target what it
 * needs.
 */
public final class Composer {
    private static final double GIBIBYTE = 1 << 30;
    private static final int MOST_MARGINALS = 60; // a picture of more histograms nobody looks at

    private final ComponentRegistry registry;
    private final ComponentContext context;

    /** A composer from these components, in this context. */
    public Composer(ComponentRegistry registry, ComponentContext context) {
        this.registry = registry;
        this.context = context;
    }

    /**
     * Makes all cells.
     *
     * @throws SettingsException with everything that does not fit, e.g. a metric that needs exact draws of a target
     *     that has none
     */
    public List<Composition> compose(Experiment experiment) {
        var problems = new ArrayList<Problem>();
        var compositions = new ArrayList<Composition>();
        for (Cell cell : experiment.cells()) {
            new Making(cell, experiment.run(), problems).make().ifPresent(compositions::add);
        }
        int every = experiment.run().measureEvery();
        if (every > 0
                && experiment.cells().stream().allMatch(cell -> cell.metrics().isEmpty())) {
            problems.add(new Problem(
                    "run.measure-every",
                    "",
                    "is " + every
                            + ", but there is nothing to measure: add metrics, e.g. metrics = [ mmd ], or set"
                            + " it to 0"));
        }
        if (!problems.isEmpty()) {
            throw new SettingsException(problems.stream().distinct().toList());
        }
        return compositions;
    }

    /** The corrector that makes reference draws. */
    public Corrector reference(RunSettings.Reference reference) {
        return registry.create(reference.corrector(), context, Corrector.class);
    }

    private final class Making {
        private final Cell cell;
        private final RunSettings run;
        private final List<Problem> problems;

        Making(Cell cell, RunSettings run, List<Problem> problems) {
            this.cell = cell;
            this.run = run;
            this.problems = problems;
        }

        Optional<Composition> make() {
            var asked = new DataAsked(registry, context);
            Optional<Target> target = create(cell.target(), "target", Target.class, asked);
            Optional<ImplicitSampler> sampler = create(cell.sampler(), "sampler", ImplicitSampler.class);
            Optional<Corrector> corrector = cell.corrector().flatMap(c -> create(c, "corrector", Corrector.class));
            var metrics = new ArrayList<Metric>();
            for (int i = 0; i < cell.metrics().size(); i++) {
                create(cell.metrics().get(i), "metrics[" + i + "]", Metric.class)
                        .ifPresent(metrics::add);
            }
            run.reference().ifPresent(r -> create(r.corrector(), "run.reference.corrector", Corrector.class));
            if (target.isEmpty()
                    || sampler.isEmpty()
                    || metrics.size() < cell.metrics().size()
                    || corrector.isEmpty() && cell.corrector().isPresent()) {
                return Optional.empty();
            }
            int dimension = new Named("target '" + cell.target().name() + "': ").call(target.get()::dimension);
            if (dimension < 1) {
                problem(
                        "target",
                        "'" + cell.target().name() + "' has " + dimension + " coordinates: a target has 1 or more");
                return Optional.empty();
            }
            var composition = new Composition(cell, target.get(), sampler.get(), corrector, metrics, asked.files());
            fits(composition);
            pictured(dimension);
            fitsIntoMemory(dimension);
            return Optional.of(composition);
        }

        private <T> Optional<T> create(ComponentSpec spec, String path, Class<T> type) {
            return create(spec, path, type, context);
        }

        private <T> Optional<T> create(ComponentSpec spec, String path, Class<T> type, ComponentContext surroundings) {
            try {
                return Optional.of(registry.create(spec, surroundings, type));
            } catch (IllegalArgumentException wrong) {
                problem(path, spec.kind().key() + " '" + spec.name() + "': " + wrong.getMessage());
                return Optional.empty();
            } catch (BrokenComponentException broken) { // it says whose fault it is
                problem(path, broken.getMessage());
                return Optional.empty();
            }
        }

        private void fits(Composition composition) {
            Target target = composition.target();
            List<Metric> metrics = composition.metrics();
            Optional<Integer> heldOut = composition.heldOutRows().map(rows -> rows.size(0));
            boolean weighted = new Named("sampler '" + cell.sampler().name() + "': ")
                    .call(composition.sampler()::weighted);
            boolean density = target instanceof DensityTarget;
            if (cell.corrector().isPresent() && !density) {
                problem(
                        "corrector",
                        "needs a density, and target '" + cell.target().name()
                                + "' offers draws only: leave the corrector out");
            }
            boolean chains = run.reference().isPresent() && density;
            for (int i = 0; i < metrics.size(); i++) {
                var name = new Named("metric '" + cell.metrics().get(i).name() + "': ");
                int fewest = name.call(metrics.get(i)::fewestDraws);
                if (run.draws() < fewest) {
                    problem(
                            "run.draws",
                            "is " + run.draws() + ", and metric '"
                                    + cell.metrics().get(i).name() + "' measures no fewer than " + fewest + " draws");
                }
                for (Metric.Need need : name.call(metrics.get(i)::needs)) {
                    boolean met =
                            switch (need) {
                                case DENSITY -> density;
                                case REFERENCE -> target instanceof DataTarget || chains;
                                case MODES -> target instanceof ModalTarget;
                                case PREDICTION -> target instanceof PredictiveTarget;
                                case WEIGHTS -> weighted;
                            };
                    String metric = "metrics[" + i + "]";
                    if (!met) {
                        problem(metric, unmet(need, cell.metrics().get(i).name()));
                    } else if (need == Metric.Need.REFERENCE && heldOut.orElse(Integer.MAX_VALUE) < fewest) {
                        problem(metric, tooFewHeldOut(cell.metrics().get(i).name(), fewest, heldOut.get()));
                    }
                }
            }
        }

        /** Whether the pictures show coordinates of this target; a target of one coordinate has no plane. */
        private void pictured(int dimension) {
            List<Integer> pair = run.plotCoordinates();
            boolean plane = pair.size() == 2 && !pair.getFirst().equals(pair.getLast());
            if (!plane) {
                problem("run.plot-coordinates", "is " + pair + ": must be two different numbers of at least 1");
            } else if (dimension > 1 && Math.max(pair.getFirst(), pair.getLast()) > dimension) {
                problem(
                        "run.plot-coordinates",
                        "is " + pair + ": target '" + cell.target().name() + "' has coordinates 1 to " + dimension);
            }
            List<Integer> marginals = run.plotMarginals(dimension);
            if (marginals.stream().distinct().count() < marginals.size() || marginals.size() > MOST_MARGINALS) {
                problem(
                        "run.plot-marginals",
                        "is " + marginals + ": must be different numbers, " + MOST_MARGINALS + " at most");
            } else if (Collections.max(marginals) > dimension) {
                problem(
                        "run.plot-marginals",
                        "is " + marginals + ": target '" + cell.target().name() + "' has coordinates 1 to "
                                + dimension);
            }
        }

        /** What is in memory at once, with those it is measured against: better said now than after the training. */
        private void fitsIntoMemory(int dimension) {
            fitsIntoMemory("run.draws", cell.corrector().isPresent() ? 3 : 2, run.draws(), dimension);
            run.reference().ifPresent(r -> fitsIntoMemory("run.reference.chains", 2, r.chains(), dimension));
        }

        private void fitsIntoMemory(String path, int sets, int n, int dimension) {
            double most = Pointer.maxBytes();
            double bytes = (double) sets * n * dimension * run.precision().bytes();
            if (most > 0 && bytes > most) {
                problem(
                        path,
                        String.format(
                                Locale.ROOT,
                                "is %d, which needs %.1f GiB, but only %.1f GiB is available; lower %s",
                                n,
                                bytes / GIBIBYTE,
                                most / GIBIBYTE,
                                path));
            }
        }

        private String unmet(Metric.Need need, String metric) {
            String what = "metric '" + metric + "' needs ";
            String target = "target '" + cell.target().name() + "'";
            return switch (need) {
                case DENSITY -> what + "a density, and " + target + " offers draws only: leave the metric out";
                case REFERENCE ->
                    what + "exact draws, and " + target
                            + " has none: use long Markov chains, run.reference { corrector { name = hmc } }";
                case MODES -> what + "modes of known weight, and " + target + " has none: leave the metric out";
                case WEIGHTS ->
                    what + "weighted draws, and sampler '" + cell.sampler().name()
                            + "' gives equally weighted ones: leave the metric out";
                case PREDICTION -> what + "held-out observations, and " + target + " has none: leave the metric out";
            };
        }

        private String tooFewHeldOut(String metric, int fewest, int heldOut) {
            return "metric '" + metric + "' needs " + fewest + " held-out rows or more, and target '"
                    + cell.target().name() + "' holds out " + heldOut
                    + ": let it hold out more (target.held-out of points), or leave the metric out";
        }

        private void problem(String path, String message) {
            problems.add(new Problem(cell.name().isEmpty() ? path : cell.name() + ": " + path, "", message));
        }
    }
}
