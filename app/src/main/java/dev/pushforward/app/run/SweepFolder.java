package dev.pushforward.app.run;

import dev.pushforward.app.experiment.Sweep;
import dev.pushforward.core.store.Sha256;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The folder of a sweep, {@code <experiment>-sweep-<hash of its runs>}, beside the folders of the runs:
 * {@code sweep.json} says which runs it has and how far each came, {@code report.html} compares them.
 *
 * @param path where it is
 */
public record SweepFolder(Path path) {
    private static final int NAMED = 3; // of its runs, in a message
    private static final String SWEEP = "sweep.json";

    /** Makes, or finds, the folder of a sweep that has these runs. */
    public static SweepFolder create(Path runs, List<SweepRun> members) throws IOException {
        String names = members.stream()
                .map(m -> m.folder().path().getFileName().toString())
                .collect(Collectors.joining("\n"));
        String hash = Sha256.shortOf(names);
        Path path = runs.resolve(members.getFirst().experiment().name() + "-sweep-" + hash);
        Files.createDirectories(path);
        return new SweepFolder(path);
    }

    /** The folder of a sweep that was begun there; empty where none was. */
    static Optional<SweepFolder> at(Path path) {
        var folder = new SweepFolder(path);
        return Files.isRegularFile(folder.file()) ? Optional.of(folder) : Optional.empty();
    }

    /**
     * What to say to somebody who takes it for the folder of a run: the command that goes on with it, and what its runs
     * are called.
     */
    String isNoRun() {
        String axes = "key=value,...";
        String runs = "";
        try {
            Map<String, Object> saved = Json.read(file());
            if (saved.get("axes") instanceof Map<?, ?> map) {
                axes = map.entrySet().stream().map(SweepFolder::axis).collect(Collectors.joining(" "));
            }
            if (saved.get("runs") instanceof List<?> list) {
                runs = list.stream()
                        .limit(NAMED)
                        .map(run -> run instanceof Map<?, ?> map ? String.valueOf(map.get("folder")) : "")
                        .collect(Collectors.joining(", "));
            }
        } catch (IOException e) {
            // it is a sweep's all the same
        }
        return path + " is the folder of a sweep. The command that started it, `pushforward run FILE ... --sweep "
                + axes
                + "`, continues it and writes the page that compares its runs. This command takes one of its runs"
                + (runs.isEmpty() ? "" : ": " + runs + ", ...");
    }

    private static String axis(Map.Entry<?, ?> axis) {
        String values = axis.getValue() instanceof List<?> list
                ? list.stream().map(String::valueOf).collect(Collectors.joining(","))
                : "...";
        return axis.getKey() + "=" + values;
    }

    private Path file() {
        return path.resolve(SWEEP);
    }

    /** It and the folders below it, to write into once {@code sweep.json} is there. */
    public OutputFolder output() {
        return OutputFolder.of(path, SWEEP);
    }

    /** Writes how far each run came. */
    public void write(Sweep sweep, List<SweepRun> members) throws IOException {
        var map = new LinkedHashMap<String, Object>();
        var axes = new LinkedHashMap<String, Object>();
        sweep.axes().forEach(axis -> axes.put(axis.key(), axis.values()));
        map.put("axes", axes);
        map.put("runs", members.stream().map(SweepFolder::toMap).toList());
        Json.write(file(), map);
    }

    private static Map<String, Object> toMap(SweepRun member) {
        var map = new LinkedHashMap<String, Object>();
        map.put("values", member.point().values());
        map.put("folder", member.folder().path().getFileName().toString());
        map.put("state", member.state().name().toLowerCase(Locale.ROOT));
        if (!member.message().isEmpty()) {
            map.put("message", member.message());
        }
        return map;
    }
}
