package dev.pushforward.core;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Everything that a training must remember to go on as if it had never stopped: named tensors (parameters, optimiser
 * moments) and named counters (iterations). Random numbers need no state: step t draws from {@code random.split(t)}.
 *
 * <p>A word, such as the kind of a network, is a counter too: {@code kind=mlp}, see {@link #choice}.
 *
 * <p>Names are dotted paths; {@link #nested} and {@link #under} put the state of a part under a prefix and take it out
 * again.
 */
public record State(Map<String, Tensor> tensors, Map<String, Long> counters) {
    private static final String CHOICE = "=";
    private static final int NAMED = 5; // of its tensors or counters, in a message

    /** Copies the maps, keeping their order. */
    public State {
        tensors = Collections.unmodifiableMap(new LinkedHashMap<>(tensors));
        counters = Collections.unmodifiableMap(new LinkedHashMap<>(counters));
    }

    /** A state that holds nothing. */
    public static State empty() {
        return new State(Map.of(), Map.of());
    }

    /** This state and one more counter. */
    public State with(String name, long counter) {
        var all = new LinkedHashMap<>(counters);
        all.put(name, counter);
        return new State(tensors, all);
    }

    /** This state and one more tensor. */
    public State with(String name, Tensor tensor) {
        var all = new LinkedHashMap<>(tensors);
        all.put(name, tensor);
        return new State(all, counters);
    }

    /**
     * This state and a word: the counter {@code name=choice}, of value 1, so that a file of numbers says it and any
     * program that lists the file's arrays shows it.
     *
     * @param choice the word, without {@code =} and line breaks
     */
    public State with(String name, String choice) {
        return with(name + CHOICE + choice, 1);
    }

    /** This state and that of a part, whose names get the prefix {@code part.}. */
    public State nested(String part, State state) {
        var t = new LinkedHashMap<>(tensors);
        var c = new LinkedHashMap<>(counters);
        state.tensors.forEach((name, value) -> t.put(part + "." + name, value));
        state.counters.forEach((name, value) -> c.put(part + "." + name, value));
        return new State(t, c);
    }

    /** The state of a part that was put in by {@link #nested}. */
    public State under(String part) {
        return new State(strip(tensors, part + "."), strip(counters, part + "."));
    }

    /**
     * Restores a part of a training from what {@link #nested} put in, so that a refusal names the part.
     *
     * @throws IllegalArgumentException if {@code restoring} refuses the part's state
     */
    public void restore(String part, Consumer<State> restoring) {
        load(part, state -> {
            restoring.accept(state);
            return part;
        });
    }

    /**
     * What is made from the state of a part, which {@link #nested} put in, so that a refusal names the part.
     *
     * @throws IllegalArgumentException if {@code making} refuses the part's state
     */
    public <T> T load(String part, Function<State, T> making) {
        try {
            return making.apply(under(part));
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(part + ": " + e.getMessage(), e);
        }
    }

    /**
     * The tensor of this name.
     *
     * @throws IllegalArgumentException if there is none: the state belongs to another method or version
     */
    public Tensor tensor(String name) {
        return required(tensors, name, "tensor");
    }

    /**
     * The tensor of this name, which must have this precision and shape.
     *
     * @throws IllegalArgumentException if there is none or it has another precision or shape: the state was saved with
     *     other settings
     */
    public Tensor tensor(String name, DType dtype, int... shape) {
        Tensor saved = tensor(name);
        if (saved.dtype() != dtype || !Arrays.equals(saved.shape(), shape)) {
            throw new IllegalArgumentException("the saved tensor '" + name + "' is " + saved.dtype() + saved.shapeText()
                    + " and must be " + dtype + Arrays.toString(shape) + ": it was saved with other settings");
        }
        return saved;
    }

    /**
     * The counter of this name.
     *
     * @throws IllegalArgumentException if there is none: the state belongs to another method or version
     */
    public long counter(String name) {
        return required(counters, name, "counter");
    }

    /**
     * The word of this name.
     *
     * @throws IllegalArgumentException if there is none, or there are several: the state belongs to something else
     */
    public String choice(String name) {
        String prefix = name + CHOICE;
        List<String> found = counters.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> key.substring(prefix.length()))
                .toList();
        if (found.size() != 1) {
            throw new IllegalArgumentException("the saved state does not say its '" + name + "' (it has "
                    + (found.isEmpty() ? some(counters.keySet()) : String.join(", ", found))
                    + "): it was saved by another method or another version");
        }
        return found.getFirst();
    }

    private static <T> T required(Map<String, T> map, String name, String kind) {
        T value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the saved state has no " + kind + " '" + name + "' (it has " + some(map.keySet())
                            + "): it was saved by another method, with other settings or by another version");
        }
        return value;
    }

    private static String some(Set<String> names) {
        String first = names.stream().limit(NAMED).collect(Collectors.joining(", "));
        return names.isEmpty()
                ? "none"
                : names.size() > NAMED ? first + " and " + (names.size() - NAMED) + " more" : first;
    }

    private static <T> Map<String, T> strip(Map<String, T> map, String prefix) {
        var out = new LinkedHashMap<String, T>();
        map.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                out.put(name.substring(prefix.length()), value);
            }
        });
        return out;
    }
}
