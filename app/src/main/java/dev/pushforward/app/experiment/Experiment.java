package dev.pushforward.app.experiment;

import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValueFactory;
import dev.pushforward.core.store.Sha256;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A checked experiment: every component it names exists and every setting has a value in its range.
 *
 * @param name the file's name without its ending
 * @param title what reports call it
 * @param cells what is trained and measured, at least one
 * @param run how
 * @param comparison published numbers to print beside ours
 */
public record Experiment(
        String name, String title, List<Cell> cells, RunSettings run, Optional<Comparison> comparison) {
    /** Copies the list. */
    public Experiment {
        cells = List.copyOf(cells);
    }

    /** The experiment as HOCON with every default written out; reading it back gives this experiment. */
    public String render() {
        var map = new LinkedHashMap<String, Object>();
        map.put("title", title);
        map.putAll(computed());
        map.put("run", run.toMap());
        comparison.ifPresent(c -> map.put("compare", c.toMap()));
        return ConfigValueFactory.fromMap(map)
                .render(ConfigRenderOptions.defaults().setOriginComments(false).setJson(false));
    }

    /**
     * Eight hexadecimal digits that differ where results may: of all but title, comparison, threads, checkpoints and
     * pictures.
     */
    public String hash() {
        var map = computed();
        map.put("run", run.identity());
        return Sha256.shortOf(ConfigValueFactory.fromMap(map).render(ConfigRenderOptions.concise()));
    }

    private Map<String, Object> computed() {
        if (cells.size() == 1 && cells.getFirst().name().isEmpty()) {
            return cells.getFirst().toMap();
        }
        var map = new LinkedHashMap<String, Object>();
        map.put("cells", cells.stream().map(Cell::toMap).toList());
        return map;
    }
}
