package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.TargetFactory;
import dev.pushforward.targets.Points;
import java.util.List;

/** Makes the target {@code points}. */
@Component(name = "points", summary = "Your own points: a file of rows, CSV, NPY or NPZ, of which a share is held out.")
public final class PointsFactory implements TargetFactory {
    private static final Setting<String> FILE =
            Setting.text("file", "", "the file: in the data folder, else beside the experiment file; at most 1 GiB");
    private static final Setting<String> ARRAY =
            Setting.text("array", "", "name of the array in an NPZ file; empty for the only one");
    private static final Setting<List<String>> COLUMNS = Setting.texts(
            "columns", List.of(), "the columns that are coordinates, by name or by number from 1; empty for all");
    private static final Setting<Double> HELD_OUT = Setting.real(
            "held-out", 0.2, 0, 0.9, "share of the rows that training never sees: draws are measured against them");

    @Override
    public List<Setting<?>> settings() {
        return List.of(FILE, ARRAY, COLUMNS, HELD_OUT);
    }

    @Override
    public Target create(Settings settings, ComponentContext context) {
        String file = settings.get(FILE);
        if (file.isEmpty()) {
            throw new IllegalArgumentException("needs a file of points: target { name = points, file = \"my.csv\" }");
        }
        Points points =
                Points.read(context.data(file), settings.get(ARRAY), settings.get(COLUMNS), settings.get(HELD_OUT));
        points.oddities().forEach(oddity -> context.warn(file + ": " + oddity + "."));
        return points;
    }
}
