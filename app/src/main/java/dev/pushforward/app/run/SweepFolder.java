package dev.pushforward.app.run;

import dev.pushforward.app.experiment.Sweep;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The folder of a sweep, {@code <experiment>-sweep-<hash of its runs>}, beside the folders of the runs: {@code sweep.json} says which runs it has and how far
 * each came, {@code report.html} compares them.
 *
 * @param path where it is
 */
public record SweepFolder(Path path) {
    /** Makes, or finds, the folder of a sweep that has these runs. */
    public static SweepFolder create(Path runs, List<SweepRun> members) throws IOException {
        String names = members.stream().map(m -> m.folder().path().getFileName().toString()).collect(Collectors.joining("\n"));
        String hash = HexFormat.of().formatHex(NpzWriter.sha256().digest(names.getBytes(StandardCharsets.UTF_8)), 0, 4);
        Path path = runs.resolve(members.getFirst().experiment().name() + "-sweep-" + hash);
        Files.createDirectories(path);
        return new SweepFolder(path);
    }

    /** Writes how far each run came. */
    public void write(Sweep sweep, List<SweepRun> members) throws IOException {
        var map = new LinkedHashMap<String, Object>();
        var axes = new LinkedHashMap<String, Object>();
        sweep.axes().forEach(axis -> axes.put(axis.key(), axis.values()));
        map.put("axes", axes);
        map.put("runs", members.stream().map(SweepFolder::toMap).toList());
        Json.write(path.resolve("sweep.json"), map);
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
