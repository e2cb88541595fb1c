package dev.pushforward.core.nn;

import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.State;
import dev.pushforward.core.Stateful;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import dev.pushforward.tensor.parallel.Workers;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Named trainable tensors that lie behind each other in one block of memory of their own, so that an optimiser, a norm
 * or an average is one pass over one array. The tensors are tracked. Gradients and moments have the same layout:
 * {@link #zerosLike}.
 */
public final class Parameters implements Stateful {
    private static final String SEPARATOR = ".";
    private final DType dtype;
    private final Tensor flat;
    private final Map<String, Tensor> byName;
    private final List<Tensor> tensors;

    /** Copies the given initial values, in their order. At least one is needed, all of one precision. */
    public Parameters(Map<String, Tensor> initial) {
        this.dtype = initial.values().iterator().next().dtype();
        int length = Math.toIntExact(
                initial.values().stream().mapToLong(Tensor::length).sum());
        this.flat = TensorMemory.own(dtype, length);
        var named = new LinkedHashMap<String, Tensor>();
        int at = 0;
        for (var entry : initial.entrySet()) {
            Tensor value = entry.getValue();
            int end = Math.toIntExact(at + value.length());
            Tensor view = flat.slice(0, at, end).reshape(value.shape());
            TensorMemory.copy(value, view);
            named.put(entry.getKey(), view.tracked());
            at = end;
        }
        this.byName = named;
        this.tensors = List.copyOf(named.values());
    }

    /** The given tensors, which lie behind each other in this vector. */
    private Parameters(Tensor flat, Map<String, Tensor> byName) {
        this.dtype = flat.dtype();
        this.flat = flat;
        this.byName = byName;
        this.tensors = List.copyOf(byName.values());
    }

    /**
     * The parameters of a network of several parts: a copy of each part's, in order, as {@code part.name}; see
     * {@link #part}.
     */
    public static Parameters joined(Map<String, Parameters> parts) {
        var all = new LinkedHashMap<String, Tensor>();
        parts.forEach((part, parameters) ->
                parameters.byName.forEach((name, value) -> all.put(part + SEPARATOR + name, value)));
        return new Parameters(all);
    }

    /**
     * Those of one part of {@link #joined} parameters, under its own names: the same tensors, on the same memory.
     *
     * @throws IllegalArgumentException if there is no such part
     */
    public Parameters part(String part) {
        var own = new LinkedHashMap<String, Tensor>();
        long before = 0;
        for (var entry : byName.entrySet()) {
            if (entry.getKey().startsWith(part + SEPARATOR)) {
                own.put(entry.getKey().substring(part.length() + SEPARATOR.length()), entry.getValue());
            } else if (own.isEmpty()) {
                before += entry.getValue().length();
            }
        }
        if (own.isEmpty()) {
            throw new IllegalArgumentException(
                    "there is no part '" + part + "' among the parameters " + byName.keySet());
        }
        long length = own.values().stream().mapToLong(Tensor::length).sum();
        return new Parameters(flat.slice(0, Math.toIntExact(before), Math.toIntExact(before + length)), own);
    }

    /** The same as constants, on the same memory: derivatives stop at them. */
    public Parameters frozen() {
        var constants = new LinkedHashMap<String, Tensor>();
        byName.forEach((name, value) -> constants.put(name, value.detach()));
        return new Parameters(flat, constants);
    }

    /** A copy in this precision. */
    public Parameters in(DType precision) {
        var cast = new LinkedHashMap<String, Tensor>();
        byName.forEach((name, value) -> cast.put(name, value.cast(precision)));
        return new Parameters(cast);
    }

    /** The precision of all of them. */
    public DType dtype() {
        return dtype;
    }

    /** All of them as one vector, on the same memory, a constant. */
    public Tensor flat() {
        return flat;
    }

    /** The parameter of this name, tracked. */
    public Tensor get(String name) {
        return byName.get(name);
    }

    /** All of them, tracked, in their order. */
    public List<Tensor> tensors() {
        return tensors;
    }

    /** The name of the first with an element that is not finite. */
    public Optional<String> firstNotFinite() {
        return byName.entrySet().stream()
                .filter(e -> !e.getValue().isFinite())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    /**
     * Updates them in blocks, each of which is updated only if its gradient is finite: none becomes NaN. The check
     * reads what the update reads next, and so costs no pass over the memory of its own.
     *
     * @throws DivergenceException if an element of the gradient is not finite; names the first such parameter
     */
    void update(Parameters gradient, Workers workers, Workers.BlockTask update) {
        var finite = new AtomicBoolean(true);
        workers.runBlocks(Math.toIntExact(flat.length()), (from, to) -> {
            if (gradient.flat.slice(0, from, to).isFinite()) {
                update.accept(from, to);
            } else {
                finite.set(false);
            }
        });
        if (!finite.get()) {
            throw new DivergenceException("the gradient is not finite, first in the parameter '"
                    + gradient.firstNotFinite().orElseThrow()
                    + "': at some point the loss has no derivative, or too steep a one");
        }
    }

    /** Zeros of the same names and shapes. */
    public Parameters zerosLike() {
        Parameters copy = new Parameters(byName);
        TensorMemory.clear(copy.flat);
        return copy;
    }

    /** A copy in memory of its own. */
    public Parameters copy() {
        return new Parameters(byName);
    }

    /** Takes the values of parameters of the same layout. */
    public void set(Parameters other) {
        TensorMemory.copy(other.flat, flat);
    }

    /** A copy of every parameter, by name. */
    @Override
    public State state() {
        var copies = new LinkedHashMap<String, Tensor>();
        byName.forEach((name, value) -> copies.put(name, value.kept()));
        return new State(copies, Map.of());
    }

    /**
     * Takes the values of a saved state.
     *
     * @throws IllegalArgumentException if a name is missing or a shape or precision differs
     */
    @Override
    public void restore(State state) {
        var saved = new ArrayList<Tensor>();
        byName.forEach((name, value) -> saved.add(state.tensor(name, dtype, value.shape())));
        for (int i = 0; i < saved.size(); i++) {
            TensorMemory.copy(saved.get(i), tensors.get(i));
        }
    }
}
