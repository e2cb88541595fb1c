package dev.pushforward.core.spi;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One declared setting of a component: its name, type, default, range and meaning. Declared once as a constant beside
 * the factory; the default stands here and nowhere else.
 *
 * @param <T> type of the value
 */
public final class Setting<T> {
    /**
     * Decodes a raw value (String, Boolean, Number, List or Map), or says in an IllegalArgumentException what is
     * allowed.
     */
    @FunctionalInterface
    private interface Decoder<T> {
        T decode(Object raw);
    }

    private final String name;
    private final String type;
    private final T defaultValue;
    private final String range;
    private final String doc;
    private final ComponentKind component;
    private final Decoder<T> decoder;

    private Setting(
            String name,
            String type,
            T defaultValue,
            String range,
            String doc,
            ComponentKind component,
            Decoder<T> decoder) {
        if (!name.matches("[a-z][a-z0-9-]*")) {
            throw new IllegalArgumentException("setting name '" + name + "' must be kebab-case");
        }
        this.name = name;
        this.type = type;
        this.defaultValue = defaultValue;
        this.range = range;
        this.doc = doc;
        this.component = component;
        this.decoder = decoder;
    }

    /** A whole number between {@code min} and {@code max}, both included. */
    public static Setting<Integer> integer(String name, int defaultValue, int min, int max, String doc) {
        return new Setting<>(
                name, "integer", defaultValue, range(min, max), doc, null, raw -> toInteger(raw, min, max));
    }

    /** A finite number between {@code min} and {@code max}, both included. */
    public static Setting<Double> real(String name, double defaultValue, double min, double max, String doc) {
        return new Setting<>(name, "number", defaultValue, range(min, max), doc, null, raw -> toReal(raw, min, max));
    }

    /** A finite number above 0. */
    public static Setting<Double> positive(String name, double defaultValue, String doc) {
        return new Setting<>(
                name,
                "number",
                defaultValue,
                "above 0",
                doc,
                null,
                raw -> toReal(raw, Double.MIN_VALUE, Double.MAX_VALUE));
    }

    /** True or false. */
    public static Setting<Boolean> truth(String name, boolean defaultValue, String doc) {
        return new Setting<>(name, "boolean", defaultValue, "true or false", doc, null, Setting::toBoolean);
    }

    /** Any text. */
    public static Setting<String> text(String name, String defaultValue, String doc) {
        return new Setting<>(name, "text", defaultValue, "", doc, null, Setting::toText);
    }

    /** One of the constants of an enum, written in kebab-case. */
    public static <E extends Enum<E>> Setting<E> choice(String name, E defaultValue, String doc) {
        List<E> constants = Arrays.asList(defaultValue.getDeclaringClass().getEnumConstants());
        List<String> names = constants.stream().map(Setting::kebab).toList();
        return new Setting<>(name, "choice", defaultValue, "one of " + String.join(", ", names), doc, null, raw -> {
            int i = names.indexOf(toText(raw));
            if (i < 0) {
                throw new IllegalArgumentException(
                        "must be one of " + String.join(", ", names) + "." + NearestName.hint(toText(raw), names));
            }
            return constants.get(i);
        });
    }

    /** A list of whole numbers, each between {@code min} and {@code max}. */
    public static Setting<List<Integer>> integers(
            String name, List<Integer> defaultValue, int min, int max, String doc) {
        return new Setting<>(
                name,
                "list of integers",
                List.copyOf(defaultValue),
                "each " + range(min, max),
                doc,
                null,
                raw -> toList(raw, e -> toInteger(e, min, max), "[200, 200]"));
    }

    /** A list of finite numbers, each between {@code min} and {@code max}. */
    public static Setting<List<Double>> reals(
            String name, List<Double> defaultValue, double min, double max, String doc) {
        return new Setting<>(
                name,
                "list of numbers",
                List.copyOf(defaultValue),
                "each " + range(min, max),
                doc,
                null,
                raw -> toList(raw, e -> toReal(e, min, max), "[200, 200]"));
    }

    /** A list of texts. */
    public static Setting<List<String>> texts(String name, List<String> defaultValue, String doc) {
        return new Setting<>(
                name,
                "list of texts",
                List.copyOf(defaultValue),
                "",
                doc,
                null,
                raw -> toList(raw, Setting::toText, "[x, y]"));
    }

    /** A nested component of a kind: in a file an object with {@code name}, or the bare name. */
    public static Setting<ComponentSpec> component(String name, ComponentKind kind, String defaultName, String doc) {
        var placeholder = new ComponentSpec(kind, defaultName, Settings.none());
        return new Setting<>(name, kind.key(), placeholder, "a component of kind " + kind.key(), doc, kind, raw -> {
            throw new IllegalStateException("components are resolved by the registry");
        });
    }

    /** The name in files, kebab-case. */
    public String name() {
        return name;
    }

    /** The type in words, e.g. {@code list of integers}. */
    public String type() {
        return type;
    }

    /** The value where none is given; for a component its name with settings still to be filled in. */
    public T defaultValue() {
        return defaultValue;
    }

    /** What is allowed, in words; empty where everything of the type is. */
    public String range() {
        return range;
    }

    /** What the setting means. */
    public String doc() {
        return doc;
    }

    /** The kind of component, for a nested component. */
    public Optional<ComponentKind> component() {
        return Optional.ofNullable(component);
    }

    /** The default as it would be written in a file. */
    public String defaultText() {
        return component != null ? ((ComponentSpec) defaultValue).name() : String.valueOf(plain(defaultValue));
    }

    /**
     * The value a raw one stands for.
     *
     * @throws IllegalArgumentException if it is of the wrong type or out of range; the message says what is allowed
     */
    T decode(Object raw) {
        return decoder.decode(raw);
    }

    /** A value in plain form (String, Boolean, Number, List, Map), as {@link #decode} takes it. */
    static Object plain(Object value) {
        return switch (value) {
            case Enum<?> constant -> kebab(constant);
            case ComponentSpec spec -> spec.toMap();
            default -> value;
        };
    }

    private static String kebab(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static String range(double min, double max) {
        boolean below = min <= -Double.MAX_VALUE || min == Integer.MIN_VALUE;
        boolean above = max >= Double.MAX_VALUE || max == Integer.MAX_VALUE;
        if (below && above) {
            return "finite";
        }
        return above ? "at least " + text(min) : below ? "at most " + text(max) : text(min) + " to " + text(max);
    }

    private static String text(double x) {
        return x == Math.rint(x) && Math.abs(x) < 1e15 ? Long.toString((long) x) : Double.toString(x);
    }

    private static int toInteger(Object raw, int min, int max) {
        double value = number(raw, "a whole number");
        if (value != Math.rint(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("must be a whole number");
        }
        if (value > Integer.MAX_VALUE && max == Integer.MAX_VALUE) { // the range in words has no end
            throw new IllegalArgumentException("must be at most " + max);
        }
        if (value < min || value > max) {
            throw new IllegalArgumentException("must be " + range(min, max));
        }
        return (int) value;
    }

    private static double toReal(Object raw, double min, double max) {
        double value = number(raw, "a number");
        if (Double.isNaN(value) || Double.isInfinite(value)) {
            throw new IllegalArgumentException("must be finite");
        }
        if (value < min || value > max) {
            throw new IllegalArgumentException("must be " + (min == Double.MIN_VALUE ? "above 0" : range(min, max)));
        }
        return value;
    }

    private static double number(Object raw, String wanted) {
        if (raw instanceof Number n) {
            return n.doubleValue();
        }
        if (raw instanceof String s) {
            try {
                return Double.parseDouble(s.strip());
            } catch (NumberFormatException e) {
                throw new IllegalArgumentException("must be " + wanted, e);
            }
        }
        throw new IllegalArgumentException("must be " + wanted);
    }

    private static boolean toBoolean(Object raw) {
        String text = String.valueOf(raw);
        if (text.equals("true") || text.equals("false")) {
            return text.equals("true");
        }
        throw new IllegalArgumentException("must be true or false");
    }

    private static String toText(Object raw) {
        if (raw instanceof List || raw instanceof java.util.Map) {
            throw new IllegalArgumentException("must be a text");
        }
        return String.valueOf(raw);
    }

    private static <E> List<E> toList(Object raw, Decoder<E> element, String example) {
        if (!(raw instanceof List<?> list)) {
            throw new IllegalArgumentException("must be a list, e.g. " + example);
        }
        var out = new ArrayList<E>();
        for (Object e : list) {
            try {
                out.add(element.decode(e));
            } catch (IllegalArgumentException wrong) {
                throw new IllegalArgumentException(
                        "element " + (out.size() + 1) + " = " + Printable.value(e) + " " + wrong.getMessage(), wrong);
            }
        }
        return List.copyOf(out);
    }

    @Override
    public String toString() {
        return name + ": " + type + " = " + defaultText();
    }

    /** The names of settings, for messages. */
    static List<String> names(List<Setting<?>> settings) {
        return settings.stream().map(Setting::name).collect(Collectors.toList());
    }
}
