package dev.pushforward.app.run;

import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the steps of a training reported, as a curve of at most 2,000 points: each the mean over equally many
 * iterations. When it is full, neighbours are averaged and every point stands for twice as many. Saved with
 * checkpoints, so a resumed training's curve is whole.
 */
public final class History {
    private static final int MOST = 2000;
    private static final String STRIDE = "stride";
    private static final String PENDING = "pending";

    private final Map<String, List<Double>> curves = new LinkedHashMap<>();
    private final Map<String, Double> sums = new LinkedHashMap<>();
    private long stride = 1;
    private long pending;

    /** An empty history. */
    public History() {}

    /** Adds what a step reported. */
    public void add(StepInfo info) {
        info.values().forEach((name, value) -> sums.merge(name, value, Double::sum));
        pending++;
        if (pending == stride) {
            sums.forEach((name, sum) ->
                    curves.computeIfAbsent(name, n -> new ArrayList<>()).add(sum / stride));
            sums.clear();
            pending = 0;
            if (points() >= MOST) {
                halve();
            }
        }
    }

    /** The curves by name, in the order in which steps report them. */
    public Map<String, List<Double>> curves() {
        return curves;
    }

    /** Iterations that each point is the mean of; point i ends at iteration {@code (i + 1) * stride}. */
    public long stride() {
        return stride;
    }

    /** Everything, as a state. */
    public State state() {
        State state = State.empty().with(STRIDE, stride).with(PENDING, pending);
        for (var curve : curves.entrySet()) {
            state = state.with("curve." + curve.getKey(), vector(curve.getValue()));
        }
        for (var sum : sums.entrySet()) {
            state = state.with(
                    "sum." + sum.getKey(),
                    Tensor.scalar(DType.FLOAT64, sum.getValue()).kept());
        }
        return state;
    }

    /** The history that was saved. */
    public static History of(State state) {
        var history = new History();
        history.stride = state.counter(STRIDE);
        history.pending = state.counter(PENDING);
        state.under("curve")
                .tensors()
                .forEach((name, values) -> history.curves.put(
                        name,
                        new ArrayList<>(
                                Arrays.stream(values.toDoubleArray()).boxed().toList())));
        state.under("sum").tensors().forEach((name, value) -> history.sums.put(name, value.item()));
        return history;
    }

    private int points() {
        return curves.values().stream().mapToInt(List::size).max().orElse(0);
    }

    private void halve() {
        stride *= 2;
        curves.replaceAll((name, values) -> {
            var merged = new ArrayList<Double>();
            for (int i = 0; i + 1 < values.size(); i += 2) {
                merged.add((values.get(i) + values.get(i + 1)) / 2);
            }
            return merged;
        });
    }

    private static Tensor vector(List<Double> values) {
        return Tensor.of(
                DType.FLOAT64, values.stream().mapToDouble(Double::doubleValue).toArray(), values.size());
    }
}
