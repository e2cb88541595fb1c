package dev.pushforward.core;

import dev.pushforward.core.tensor.Tensor;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Everything that a training must remember to go on as if it had never stopped: named tensors (parameters, optimiser moments) and named
 * counters (iterations). Random numbers need no state: step t draws from {@code random.split(t)}.
 *
 * <p>Names are dotted paths; {@link #nested} and {@link #under} put the state of a part under a prefix and take it out again.
 */
public record State(Map<String, Tensor> tensors, Map<String, Long> counters) {
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
     * The tensor of this name.
     *
     * @throws IllegalArgumentException if there is none: the state belongs to another method or version
     */
    public Tensor tensor(String name) {
        return required(tensors, name, "tensor");
    }

    /**
     * The counter of this name.
     *
     * @throws IllegalArgumentException if there is none: the state belongs to another method or version
     */
    public long counter(String name) {
        return required(counters, name, "counter");
    }

    private static <T> T required(Map<String, T> map, String name, String kind) {
        T value = map.get(name);
        if (value == null) {
            throw new IllegalArgumentException(
                    "the saved state has no " + kind + " '" + name + "' (it has " + map.keySet() + "): it was saved by another method, other settings or another version");
        }
        return value;
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
