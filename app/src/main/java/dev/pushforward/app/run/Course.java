package dev.pushforward.app.run;

import dev.pushforward.core.State;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What the metrics gave in the course of a training, every so many iterations. Saved with checkpoints, so a resumed
 * training's course is whole.
 */
public final class Course {
    private static final String ITERATIONS = "iterations";
    private final List<Double> iterations = new ArrayList<>();
    private final Map<String, List<Double>> values = new LinkedHashMap<>();

    /** An empty course. */
    public Course() {}

    /**
     * Adds what draws of the sampler after so many iterations gave, from the measurement's label; the same labels every
     * time.
     */
    public void add(long iteration, Map<String, Double> measured) {
        iterations.add((double) iteration);
        measured.forEach((label, value) ->
                values.computeIfAbsent(label, l -> new ArrayList<>()).add(value));
    }

    /** Whether it was measured after so many iterations. */
    boolean has(long iteration) {
        return iterations.contains((double) iteration);
    }

    /** When it was measured. */
    public List<Double> iterations() {
        return Collections.unmodifiableList(iterations);
    }

    /** The values by label, one for each of the iterations. */
    public Map<String, List<Double>> values() {
        return Collections.unmodifiableMap(values);
    }

    /** Everything, as a state; nothing of an empty course. */
    State state() {
        if (iterations.isEmpty()) {
            return State.empty();
        }
        State state = State.empty().with(ITERATIONS, vector(iterations));
        for (var each : values.entrySet()) {
            state = state.with("value." + each.getKey(), vector(each.getValue()));
        }
        return state;
    }

    /** The course that was saved. */
    public static Course of(State state) {
        var course = new Course();
        if (!state.tensors().isEmpty()) {
            course.iterations.addAll(list(state.tensor(ITERATIONS)));
            state.under("value").tensors().forEach((label, values) -> course.values.put(label, list(values)));
        }
        return course;
    }

    private static List<Double> list(Tensor values) {
        return new ArrayList<>(Arrays.stream(values.toDoubleArray()).boxed().toList());
    }

    private static Tensor vector(List<Double> values) {
        return Tensor.of(
                        DType.FLOAT64,
                        values.stream().mapToDouble(Double::doubleValue).toArray(),
                        values.size())
                .kept();
    }
}
