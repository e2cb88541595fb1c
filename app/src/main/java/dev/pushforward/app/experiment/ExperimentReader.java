package dev.pushforward.app.experiment;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.spi.NearestName;
import dev.pushforward.core.spi.Printable;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.SettingsException;
import dev.pushforward.core.spi.SettingsReader;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads an experiment file and the command line's overrides into a checked {@link Experiment}.
 *
 * <p>An experiment is one cell, {@code target}, {@code sampler}, {@code corrector} and {@code metrics} at the top of
 * the file; or a table of cells that share what stands at the top, each replacing some of it. A table is a list, {@code
 * cells = [{ row = a, column = b, sampler { ... } }]}, or the product of what differs by row and by column:
 *
 * <pre>{@code
 * sampler { iterations = 3000 }
 * grid {
 *   rows    { banana { target = banana }, funnel { target = funnel } }
 *   columns { fis { sampler.name = fis }, afis { sampler.name = afis } }
 * }
 * }</pre>
 *
 * A file may have presets, {@code presets { paper { sampler.iterations = 1000000 } }}: the one that is asked for is
 * laid over the rest of the file. Values of its own stand in {@code let { rate = 1e-3 }}, and are put in as {@code
 * ${let.rate}}. Overrides come last, see {@link Assignment}: they hold for every cell. Everything wrong is reported at
 * once, each with file and line.
 */
public final class ExperimentReader {
    private static final List<String> PARTS = List.of("target", "sampler", "corrector", "metrics");
    /** Where values of one's own stand, for {@code ${let.rate}} elsewhere. */
    static final String LET = "let";

    private static final List<String> TOP = List.of(
            "title", "target", "sampler", "corrector", "metrics", "run", "grid", "cells", "compare", "presets", LET);
    private static final String NAME = "[A-Za-z0-9][A-Za-z0-9._+-]*";

    /** Of what is resolved. */
    private static final Layers LAYERS = new Layers(ConfigFactory.empty());

    private final ComponentRegistry registry;

    /** A reader that knows these components. */
    public ExperimentReader(ComponentRegistry registry) {
        this.registry = registry;
    }

    /**
     * Reads an experiment.
     *
     * @param source where it is written
     * @param overrides of the command line, {@code key=value}, the last one wins
     * @throws InputException if the preset is not there or something cannot be resolved; with the line
     * @throws SettingsException with everything that is wrong in it
     */
    public Experiment read(ExperimentSource source, List<String> overrides) {
        return Hocon.bounded(source.origin(), () -> reading(source, overrides).experiment(source.name()));
    }

    private Reading reading(ExperimentSource source, List<String> overrides) {
        Config over = ConfigFactory.empty();
        for (String override : overrides) {
            over = Hocon.over(Assignment.read(override), over);
        }
        Config preset = source.preset().map(name -> preset(source, name)).orElse(ConfigFactory.empty());
        Config written = withoutLetOfPresets(source.written());
        Config whole = Substitutions.withEnvironment(over.withFallback(preset).withFallback(written));
        var layers = new Layers(whole);
        Config all = layers.over(over, layers.over(preset, written));
        ConfigValue let = whole.root().get(LET);
        Config resolved = Substitutions.resolved(let == null ? all : all.withValue(LET, let), source.origin());
        return new Reading(
                resolved, Layers.resolved(over.root(), resolved.root()).toConfig());
    }

    /** Presets that were not asked for read nothing of the environment. */
    private static Config withoutLetOfPresets(Config written) {
        Config out = written;
        if (written.root().get("presets") instanceof ConfigObject presets && !Layers.isOpen(presets)) {
            for (String name : presets.keySet()) {
                out = out.withoutPath(ConfigUtil.joinPath("presets", name, LET));
            }
        }
        return out;
    }

    /** What a preset of this name replaces. */
    private static Config preset(ExperimentSource source, String name) {
        Map<String, ConfigValue> presets =
                source.written().root().get("presets") instanceof ConfigObject object ? object : Map.of();
        if (presets.get(name) instanceof ConfigObject preset) {
            return preset.toConfig();
        }
        if (presets.containsKey(name)) {
            throw new InputException(presets.get(name).origin().description() + ": presets." + name
                    + " must be an object { ... } of what it replaces");
        }
        throw new InputException(source.origin() + " has no preset '" + name + "'."
                + NearestName.hint(name, presets.keySet())
                + (presets.isEmpty() ? " It has none." : " It has " + String.join(", ", presets.keySet()) + "."));
    }

    /** One file's reading: collects problems on the way. */
    private final class Reading {
        private final Config all;
        private final Config base;
        private final Config overrides;
        private final SettingsReader top;
        private final List<SettingsReader> readers = new ArrayList<>();

        Reading(Config all, Config overrides) {
            this.all = all;
            this.overrides = only(overrides);
            this.base = only(all);
            this.top = reader("", all.root());
        }

        Experiment experiment(String name) {
            unknown(all.root().keySet(), TOP, "");
            RunSettings run = run();
            List<Cell> cells = cells();
            Optional<Comparison> comparison = comparison(cells);
            String title = present(all.root(), "title") ? text(all.root(), "title", "", top) : name;
            var problems = readers.stream()
                    .flatMap(r -> r.problems().stream())
                    .distinct()
                    .toList();
            if (!problems.isEmpty()) {
                throw new SettingsException(problems);
            }
            return new Experiment(name, title, cells, run, comparison);
        }

        private RunSettings run() {
            var given = plain(all.root(), "run", "run", top);
            Object reference = given.remove("reference");
            Optional<RunSettings.Reference> read = Optional.empty();
            if (reference instanceof Map<?, ?> map) {
                read = Optional.of(new RunSettings.Reference(
                        top.read(RunSettings.REFERENCE_DECLARED, strings(map), "run.reference")));
            } else if (reference != null) {
                top.problem(
                        "run.reference",
                        "is " + Printable.value(reference)
                                + ": write run.reference { corrector { name = hmc }, chains = 20000 }");
            }
            return new RunSettings(top.read(RunSettings.DECLARED, given, "run"), read);
        }

        private List<Cell> cells() {
            boolean grid = all.root().containsKey("grid");
            boolean list = all.root().containsKey("cells");
            if (grid && list) {
                top.problem("cells", "stands beside grid: write one of them");
                return List.of();
            }
            if (!grid && !list) {
                return List.of(cell("", "", LAYERS.over(overrides, base), ""));
            }
            List<Cell> cells = grid ? product() : listed();
            if (cells.isEmpty()) {
                top.problem(
                        grid ? "grid" : "cells",
                        "has no cells: "
                                + (grid
                                        ? "write grid { rows { ... }, columns { ... } }"
                                        : "write cells = [ { row = ..., column = ... } ]"));
            }
            var names = new LinkedHashSet<String>();
            for (Cell cell : cells) {
                if (!names.add(cell.name())) {
                    top.problem("cells", "two cells are called '" + Printable.value(cell.name()) + "'");
                }
            }
            return cells;
        }

        private List<Cell> product() {
            if (!(all.root().get("grid") instanceof ConfigObject grid)) {
                top.problem("grid", "must be an object with rows and columns");
                return List.of();
            }
            unknown(grid.keySet(), List.of("rows", "columns"), "grid");
            var cells = new ArrayList<Cell>();
            for (var row : entries(grid, "rows").entrySet()) {
                for (var column : entries(grid, "columns").entrySet()) {
                    Config own = LAYERS.over(
                            column.getValue().toConfig(),
                            LAYERS.over(row.getValue().toConfig(), base));
                    cells.add(cell(
                            row.getKey(),
                            column.getKey(),
                            LAYERS.over(overrides, own),
                            row.getKey() + "/" + column.getKey()));
                }
            }
            return cells;
        }

        /**
         * The named parts of a side of the grid, in the order of the file's lines; those of one line by name, as HOCON
         * keeps no more.
         */
        private Map<String, ConfigObject> entries(ConfigObject grid, String side) {
            var out = new LinkedHashMap<String, ConfigObject>();
            if (!(grid.get(side) instanceof ConfigObject entries)) {
                top.problem("grid." + side, "must be an object: a name, then what it replaces, for each");
                return out;
            }
            entries.entrySet().stream()
                    .sorted(Comparator.<Map.Entry<String, ConfigValue>>comparingInt(
                                    e -> e.getValue().origin().lineNumber())
                            .thenComparing(Map.Entry.comparingByKey()))
                    .forEach(e -> {
                        String path = "grid." + side + "." + e.getKey();
                        checkName(e.getKey(), path);
                        if (e.getValue() instanceof ConfigObject object) {
                            unknown(object.keySet(), PARTS, path);
                            out.put(e.getKey(), object);
                        } else {
                            top.problem(path, "must be an object that replaces some of " + String.join(", ", PARTS));
                        }
                    });
            return out;
        }

        private List<Cell> listed() {
            var cells = new ArrayList<Cell>();
            if (!(all.root().get("cells") instanceof ConfigList list)) {
                top.problem("cells", "must be a list of objects");
                return cells;
            }
            for (int i = 0; i < list.size(); i++) {
                String path = "cells[" + i + "]";
                if (!(list.get(i) instanceof ConfigObject object)) {
                    top.problem(path, "must be an object");
                    continue;
                }
                unknown(object.keySet(), List.of("row", "column", "target", "sampler", "corrector", "metrics"), path);
                String row = text(object, "row", path, top);
                String column = text(object, "column", path, top);
                checkName(row.isEmpty() ? column : row, path + ".row");
                checkName(column.isEmpty() ? row : column, path + ".column");
                cells.add(cell(row, column, LAYERS.over(overrides, LAYERS.over(only(object.toConfig()), base)), path));
            }
            return cells;
        }

        private Cell cell(String row, String column, Config config, String where) {
            ConfigObject root = config.root();
            SettingsReader reader = reader(where, root);
            ComponentSpec target = component(reader, ComponentKind.TARGET, root);
            ComponentSpec sampler = component(reader, ComponentKind.SAMPLER, root);
            Optional<ComponentSpec> corrector = present(root, "corrector")
                    ? Optional.of(reader.component(
                            ComponentKind.CORRECTOR, root.get("corrector").unwrapped(), "corrector"))
                    : Optional.empty();
            var metrics = new ArrayList<ComponentSpec>();
            if (present(root, "metrics")) {
                if (root.get("metrics").unwrapped() instanceof List<?> given) {
                    for (int i = 0; i < given.size(); i++) {
                        metrics.add(reader.component(ComponentKind.METRIC, given.get(i), "metrics[" + i + "]"));
                    }
                } else {
                    reader.problem("metrics", "must be a list, e.g. [ { name = mmd }, ksd ]");
                }
            }
            return new Cell(row, column, target, sampler, corrector, metrics);
        }

        private ComponentSpec component(SettingsReader reader, ComponentKind kind, ConfigObject root) {
            if (present(root, kind.key())) {
                return reader.component(kind, root.get(kind.key()).unwrapped(), kind.key());
            }
            reader.problem(
                    kind.key(),
                    "is missing: write " + kind.key() + " { name = ... }. Known: "
                            + String.join(", ", registry.names(kind)) + ".");
            return new ComponentSpec(kind, "", Settings.none());
        }

        private Optional<Comparison> comparison(List<Cell> cells) {
            if (!present(all.root(), "compare")) {
                return Optional.empty();
            }
            if (!(all.root().get("compare") instanceof ConfigObject compare)) {
                top.problem("compare", "must be an object with name, metric and values");
                return Optional.empty();
            }
            unknown(compare.keySet(), List.of("name", "metric", "note", "values"), "compare");
            if (!present(compare, "metric")) {
                top.problem("compare.metric", "is missing: the name of the measurement that the values are of");
            }
            var values = new ArrayList<Comparison.Value>();
            for (var row : plain(compare, "values", "compare.values", top).entrySet()) {
                for (var column :
                        map(row.getValue(), "compare.values." + row.getKey()).entrySet()) {
                    String path = "compare.values." + row.getKey() + "." + column.getKey();
                    if (cells.stream()
                            .noneMatch(c ->
                                    c.row().equals(row.getKey()) && c.column().equals(column.getKey()))) {
                        top.problem(path, "belongs to no cell of this experiment");
                    }
                    for (var stage : map(column.getValue(), path).entrySet()) {
                        value(row.getKey(), column.getKey(), stage.getKey(), stage.getValue(), path)
                                .ifPresent(values::add);
                    }
                }
            }
            return Optional.of(new Comparison(
                    text(compare, "name", "compare", top),
                    text(compare, "metric", "compare", top),
                    text(compare, "note", "compare", top),
                    values));
        }

        private Optional<Comparison.Value> value(String row, String column, String stage, Object raw, String path) {
            if (!Stage.keys().contains(stage)) {
                top.problem(
                        path + "." + stage,
                        "must be one of " + String.join(", ", Stage.keys()) + "."
                                + NearestName.hint(stage, Stage.keys()));
                return Optional.empty();
            }
            if (raw instanceof List<?> pair
                    && pair.size() == 2
                    && pair.get(0) instanceof Number mean
                    && pair.get(1) instanceof Number sd) {
                return Optional.of(new Comparison.Value(
                        row,
                        column,
                        Stage.values()[Stage.keys().indexOf(stage)],
                        mean.doubleValue(),
                        sd.doubleValue()));
            }
            top.problem(path + "." + stage, "is " + Printable.value(raw) + ": must be [mean, standard deviation]");
            return Optional.empty();
        }

        private Map<String, Object> map(Object raw, String path) {
            if (raw instanceof Map<?, ?> map) {
                return strings(map);
            }
            top.problem(path, "is " + Printable.value(raw) + ": must be an object");
            return Map.of();
        }

        private void checkName(String name, String path) {
            if (!name.matches(NAME)) {
                top.problem(
                        path,
                        "'" + Printable.value(name)
                                + "' must be a name of letters, digits and . _ + -: folders are called after it");
            }
        }

        private void unknown(Set<String> given, List<String> known, String path) {
            for (String key : given) {
                if (!known.contains(key)) {
                    top.problem(
                            path.isEmpty() ? key : path + "." + key,
                            "unknown key." + NearestName.hint(key, known) + " Known here: " + String.join(", ", known)
                                    + ".");
                }
            }
        }

        private SettingsReader reader(String where, ConfigObject root) {
            var reader = new SettingsReader(
                    registry, path -> Origins.of(root, path) + (where.isEmpty() ? "" : ", cell " + where));
            readers.add(reader);
            return reader;
        }
    }

    /** The parts of a cell alone. */
    private static Config only(Config config) {
        Config out = config;
        for (String key : config.root().keySet()) {
            out = PARTS.contains(key) ? out : out.withoutPath(ConfigUtil.quoteString(key));
        }
        return out;
    }

    private static boolean present(ConfigObject object, String key) {
        ConfigValue value = object.get(key);
        return value != null && value.valueType() != ConfigValueType.NULL;
    }

    /** A text as it is written, which may look like a number; empty where there is none. */
    private static String text(ConfigObject object, String key, String path, SettingsReader reader) {
        if (!present(object, key)) {
            return "";
        }
        ConfigValue value = object.get(key);
        if (value.valueType() == ConfigValueType.LIST || value.valueType() == ConfigValueType.OBJECT) {
            reader.problem(
                    path.isEmpty() ? key : path + "." + key,
                    "is " + Printable.value(value.unwrapped()) + ": must be a text");
            return "";
        }
        return object.toConfig().getString(ConfigUtil.quoteString(key)); // of a number the digits that stand there
    }

    private static Map<String, Object> plain(ConfigObject object, String key, String path, SettingsReader reader) {
        ConfigValue value = present(object, key) ? object.get(key) : ConfigValueFactory.fromMap(Map.of());
        if (value.unwrapped() instanceof Map<?, ?> map) {
            return strings(map);
        }
        reader.problem(path, "is " + Printable.value(value.unwrapped()) + ": must be an object { ... }");
        return new LinkedHashMap<>();
    }

    private static Map<String, Object> strings(Map<?, ?> map) {
        var out = new LinkedHashMap<String, Object>();
        map.forEach((key, value) -> out.put(String.valueOf(key), value));
        return out;
    }
}
