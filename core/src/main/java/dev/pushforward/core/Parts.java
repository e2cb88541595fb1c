package dev.pushforward.core;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Parts by name. Their state is that of each, its names under the prefix {@code name.}; a refusal to restore says which
 * part refused. Immutable; the parts themselves are not copied.
 *
 * <pre>{@code
 * Parts.of("network", network.parameters()).and("adam", descent)
 * }</pre>
 */
public final class Parts implements Stateful {
    private static final Parts NONE = new Parts(Map.of());

    private final Map<String, Stateful> byName;

    private Parts(Map<String, Stateful> byName) {
        this.byName = byName;
    }

    /** No parts: nothing is remembered. */
    public static Parts none() {
        return NONE;
    }

    /** One part. */
    public static Parts of(String name, Stateful part) {
        return NONE.and(name, part);
    }

    /**
     * These and one more.
     *
     * @throws IllegalArgumentException if one has that name already
     */
    public Parts and(String name, Stateful part) {
        var more = new LinkedHashMap<>(byName);
        if (more.put(name, part) != null) {
            throw new IllegalArgumentException("there are two parts '" + name + "': each needs a name of its own");
        }
        return new Parts(more);
    }

    /** These and one more where it is there. */
    public Parts and(String name, Optional<? extends Stateful> part) {
        return part.map(p -> and(name, p)).orElse(this);
    }

    @Override
    public State state() {
        State all = State.empty();
        for (var part : byName.entrySet()) {
            all = all.nested(part.getKey(), part.getValue().state());
        }
        return all;
    }

    @Override
    public void restore(State state) {
        byName.forEach((name, part) -> state.restore(name, part::restore));
    }
}
