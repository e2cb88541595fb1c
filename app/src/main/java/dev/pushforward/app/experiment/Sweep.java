package dev.pushforward.app.experiment;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * The runs of one experiment with every combination of some values of some settings.
 *
 * @param axes the settings, the first changing slowest
 */
public record Sweep(List<Axis> axes) {
    /** The key of the seed: runs that differ in it alone are repetitions of each other. */
    public static final String SEED = "run.seed";

    private static final Pattern RANGE = Pattern.compile("(-?\\d{1,18})\\.\\.(-?\\d{1,18})");
    private static final int MOST = 10_000;

    /** Copies the list. */
    public Sweep {
        axes = List.copyOf(axes);
    }

    /**
     * A setting and what it is given in turn.
     *
     * @param key path of the setting
     * @param values HOCON
     */
    public record Axis(String key, List<String> values) {}

    /**
     * One combination.
     *
     * @param values one for each axis, in their order
     * @param overrides the same as {@code key=value}
     */
    public record Point(List<String> values, List<String> overrides) {
        /** What messages call it. */
        public String label() {
            return String.join(" ", overrides);
        }
    }

    /**
     * Reads {@code key=value,value,...}, a value being HOCON or a range of whole numbers {@code 1..5}; commas within
     * brackets, braces and quotes belong to the value.
     *
     * @throws InputException if a text is none of that, a key or a value stands twice, or the combinations are too many
     */
    public static Sweep parse(List<String> texts) {
        var axes = new ArrayList<Axis>();
        var keys = new LinkedHashSet<String>();
        long points = 1;
        for (String text : texts) {
            int equals = text.indexOf('=');
            if (equals < 1) {
                throw new InputException("--sweep " + text
                        + ": write key=value,value,..., e.g. --sweep sampler.learning-rate=1e-3,1e-4 run.seed=1..5");
            }
            String key = text.substring(0, equals).strip();
            if (!keys.add(key)) {
                throw new InputException(
                        "--sweep " + text + ": " + key + " is swept twice: give all its values at once");
            }
            List<String> values = split(text.substring(equals + 1)).stream()
                    .flatMap(v -> range(v, text).stream())
                    .toList();
            if (values.stream().anyMatch(String::isBlank) || new LinkedHashSet<>(values).size() < values.size()) {
                throw new InputException("--sweep " + text + ": a value is empty or stands twice");
            }
            axes.add(new Axis(key, values));
            points *= values.size();
            tooMany(points, text);
        }
        return new Sweep(axes);
    }

    private static void tooMany(long n, String text) {
        if (n > MOST) {
            throw new InputException(
                    "--sweep " + text + ": makes " + n + " runs or more; at most " + MOST + " are allowed");
        }
    }

    private static List<String> range(String value, String text) {
        Matcher range = RANGE.matcher(value);
        if (!range.matches()) {
            return List.of(value);
        }
        long from = Long.parseLong(range.group(1));
        long to = Long.parseLong(range.group(2));
        if (to < from) {
            throw new InputException("--sweep " + text + ": " + value + " is empty: write the smaller end first");
        }
        tooMany(to - from + 1, text);
        return LongStream.rangeClosed(from, to).mapToObj(Long::toString).toList();
    }

    /** At the commas that stand outside of everything. */
    private static List<String> split(String values) {
        var out = new ArrayList<String>();
        int depth = 0;
        boolean quoted = false;
        int from = 0;
        for (int i = 0; i < values.length(); i++) {
            char c = values.charAt(i);
            quoted ^= c == '"';
            if (!quoted) {
                depth += c == '[' || c == '{' ? 1 : c == ']' || c == '}' ? -1 : 0;
                if (c == ',' && depth == 0) {
                    out.add(values.substring(from, i).strip());
                    from = i + 1;
                }
            }
        }
        out.add(values.substring(from).strip());
        return out;
    }

    /** All combinations. */
    public List<Point> points() {
        List<List<String>> all = List.of(List.of());
        for (Axis axis : axes) {
            all = all.stream()
                    .flatMap(begun -> axis.values().stream().map(value -> {
                        var longer = new ArrayList<>(begun);
                        longer.add(value);
                        return List.copyOf(longer);
                    }))
                    .toList();
        }
        return all.stream().map(this::point).toList();
    }

    private Point point(List<String> values) {
        var overrides = new ArrayList<String>();
        for (int i = 0; i < axes.size(); i++) {
            overrides.add(axes.get(i).key() + "=" + values.get(i));
        }
        return new Point(values, List.copyOf(overrides));
    }

    /** The axes that make runs differ in more than their randomness. */
    public List<Integer> comparedAxes() {
        return LongStream.range(0, axes.size())
                .mapToInt(i -> (int) i)
                .filter(i -> !axes.get(i).key().equals(SEED))
                .boxed()
                .collect(Collectors.toList());
    }
}
