package dev.pushforward.app.experiment;

import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.tensor.DType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * How an experiment is carried out: its {@code run} block.
 *
 * @param settings everything but the reference
 * @param reference how reference draws are made for targets that have no exact ones
 */
public record RunSettings(Settings settings, Optional<Reference> reference) {
    private static final int FIRST_MARGINALS = 6;
    private static final int PAIRS = 2; // the fewest of a floor

    private static final Setting<Integer> SEED = Setting.integer(
            "seed",
            1,
            0,
            Integer.MAX_VALUE,
            "the only source of randomness: the same seed gives the same run, bit for bit");
    private static final Setting<Integer> DRAWS =
            Setting.integer("draws", 2000, 1, 10_000_000, "draws of the trained sampler to keep and measure");
    private static final Setting<Integer> REPLICATES = Setting.integer(
            "replicates", 1, 1, 1000, "independent trainings of each cell; tables show mean and standard deviation");
    private static final Setting<Integer> CHECKPOINT_EVERY = Setting.integer(
            "checkpoint-every", 500, 1, Integer.MAX_VALUE, "iterations between checkpoints; the last two are kept");
    private static final Setting<Integer> MEASURE_EVERY = Setting.integer(
            "measure-every",
            0,
            0,
            Integer.MAX_VALUE,
            "iterations between measurements during training, before correction, shown as curves in the report; 0 for"
                    + " none");
    private static final Setting<DType> PRECISION =
            Setting.choice("precision", DType.FLOAT32, "precision of parameters, activations and draws");
    private static final Setting<Integer> THREADS =
            Setting.integer("threads", 0, 0, 4096, "threads; 0 for one per processor. Never changes a result");
    private static final Setting<Integer> FLOOR_REPEATS =
            Setting.integer("floor-repeats", 10, 0, 10_000, "pairs of reference sets for each floor; 0 for no floor");
    private static final Setting<List<Integer>> PLOT_COORDINATES = Setting.integers(
            "plot-coordinates",
            List.of(1, 2),
            1,
            1 << 16,
            "the two coordinates that pictures of the plane show, from 1");

    private static final Setting<List<Integer>> PLOT_MARGINALS = Setting.integers(
            "plot-marginals",
            List.of(),
            1,
            1 << 16,
            "the coordinates whose histograms are shown, from 1; none for the first six");

    private static final Setting<ComponentSpec> REFERENCE_CORRECTOR = Setting.component(
            "corrector",
            ComponentKind.CORRECTOR,
            "hmc",
            "the Markov chains: this corrector, started at standard normal draws");
    private static final Setting<Integer> REFERENCE_CHAINS = Setting.integer(
            "chains",
            20_000,
            2,
            10_000_000,
            "chains in all, of which the last state is kept; the floor is measured on disjoint sets of them");

    /** The settings of the block, in the order they are shown. */
    public static final List<Setting<?>> DECLARED = List.of(
            SEED,
            DRAWS,
            REPLICATES,
            CHECKPOINT_EVERY,
            MEASURE_EVERY,
            PRECISION,
            THREADS,
            FLOOR_REPEATS,
            PLOT_COORDINATES,
            PLOT_MARGINALS);

    /** The settings of the block's {@code reference}, in the order they are shown. */
    public static final List<Setting<?>> REFERENCE_DECLARED = List.of(REFERENCE_CORRECTOR, REFERENCE_CHAINS);

    /**
     * Long Markov chains that stand in for exact draws.
     *
     * @param settings its values
     */
    public record Reference(Settings settings) {
        /** What moves the chains; its number of steps is a setting of its own. */
        public ComponentSpec corrector() {
            return settings.get(REFERENCE_CORRECTOR);
        }

        /** Number of chains. */
        public int chains() {
            return settings.get(REFERENCE_CHAINS);
        }
    }

    /** The seed of all randomness. */
    public long seed() {
        return settings.get(SEED);
    }

    /** Draws kept and measured. */
    public int draws() {
        return settings.get(DRAWS);
    }

    /** Trainings of each cell. */
    public int replicates() {
        return settings.get(REPLICATES);
    }

    /** Iterations between checkpoints. */
    public int checkpointEvery() {
        return settings.get(CHECKPOINT_EVERY);
    }

    /** Iterations between measurements in training; 0 for none. */
    public int measureEvery() {
        return settings.get(MEASURE_EVERY);
    }

    /** Precision of the run. */
    public DType precision() {
        return settings.get(PRECISION);
    }

    /** Threads; 0 for one on each processor. */
    public int threads() {
        return settings.get(THREADS);
    }

    /** Pairs of reference sets that the floor is measured on. */
    public int floorRepeats() {
        return settings.get(FLOOR_REPEATS);
    }

    /** The coordinates of pictures, from 1. */
    public List<Integer> plotCoordinates() {
        return settings.get(PLOT_COORDINATES);
    }

    /** The coordinates of histograms, from 1, of a target of this dimension. */
    public List<Integer> plotMarginals(int dimension) {
        List<Integer> chosen = settings.get(PLOT_MARGINALS);
        return chosen.isEmpty()
                ? IntStream.rangeClosed(1, Math.min(dimension, FIRST_MARGINALS))
                        .boxed()
                        .toList()
                : chosen;
    }

    /**
     * What is wrong with so few reference chains, and what to set, if they are too few for all pairs of sets that the
     * floor asks for.
     */
    public Optional<String> tooFewChains() {
        long needed = 2L * draws() * floorRepeats();
        return reference
                .map(Reference::chains)
                .filter(chains -> chains < needed)
                .map(chains -> {
                    int pairs = chains / draws() / 2;
                    int fewerDraws = chains / (2 * floorRepeats());
                    return "run.reference.chains = " + chains
                            + " is too few for the floor, which measures run.floor-repeats = " + floorRepeats()
                            + " pairs of sets of run.draws = " + draws()
                            + " chains, 2 x " + draws() + " x " + floorRepeats() + " = " + needed + " in all. "
                            + (pairs < 2
                                    ? "There will be no floor, as it needs 2 pairs or more"
                                    : "The floor will be of " + pairs + " pairs")
                            + ". Set run.reference.chains = " + needed
                            + (fewerDraws < 1 ? "" : ", or run.draws = " + fewerDraws + " or fewer")
                            + ", or run.floor-repeats = "
                            + (pairs < 2 ? "0 for no floor" : pairs) + ".";
                });
    }

    /**
     * What is wrong with so few rows that a data set holds out, and what to set, if they are too few for all pairs of
     * sets that the floor asks for, or for one set to measure against.
     *
     * @param target what the user calls the data set
     */
    public Optional<String> tooFewHeldOut(String target, int rows) {
        long needed = Math.max(draws(), 2L * draws() * floorRepeats());
        if (rows >= needed) {
            return Optional.empty();
        }
        var words = new StringBuilder("target '" + target + "' holds out " + rows + " rows");
        if (rows < draws()) {
            words.append(", so run.draws = ")
                    .append(draws())
                    .append(" draws are measured against ")
                    .append(rows);
        }
        if (floorRepeats() > 0) {
            int pairs = rows / draws() / 2;
            int fewerDraws = rows / (2 * floorRepeats());
            words.append(". The floor measures run.floor-repeats = " + floorRepeats() + " pairs of sets of run.draws = "
                            + draws() + " held-out rows, each used once, " + needed + " in all. ")
                    .append(
                            pairs < 2
                                    ? "There will be no floor, as it needs 2 pairs or more"
                                    : "The floor will be of " + pairs + " pairs")
                    .append(". Set ")
                    .append(fewerDraws < 1 ? "" : "run.draws = " + fewerDraws + " or fewer, ")
                    .append(
                            rows / (2 * PAIRS) > fewerDraws
                                    ? "or run.floor-repeats = " + PAIRS + " and run.draws = " + rows / (2 * PAIRS)
                                            + " or fewer, "
                                    : "")
                    .append("or hold out more rows");
        }
        return Optional.of(words.append('.').toString());
    }

    /** The plain form that reads back as these settings. */
    Map<String, Object> toMap() {
        var map = new LinkedHashMap<>(settings.toMap());
        reference.ifPresent(r -> map.put("reference", r.settings().toMap()));
        return map;
    }

    /**
     * The plain form of what the results depend on: neither threads, nor the rhythm of checkpoints, nor what pictures
     * show changes them.
     */
    Map<String, Object> identity() {
        var map = toMap();
        map.keySet()
                .removeAll(List.of(
                        THREADS.name(), CHECKPOINT_EVERY.name(), PLOT_COORDINATES.name(), PLOT_MARGINALS.name()));
        return map;
    }
}
