package dev.pushforward.core.dynamics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Derivatives against central differences, in float64. */
final class Differences {
    private static final double STEP = 1e-5;

    private Differences() {}

    /**
     * The derivatives of a function of several tensors along a random direction of each, and those of that derivative
     * along the same directions.
     */
    static void assertDerivatives(Function<List<Tensor>, Tensor> f, List<Tensor> at) {
        List<Tensor> directions = new ArrayList<>();
        for (int i = 0; i < at.size(); i++) {
            var random = RandomStream.of(7_001).split(i).generator();
            directions.add(Tensor.normal(DType.FLOAT64, random, at.get(i).shape()));
        }
        for (int i = 0; i < at.size(); i++) {
            double first = (sum(f, at, directions, i, STEP) - sum(f, at, directions, i, -STEP)) / (2 * STEP);
            assertEquals(first, along(f, at, directions, i), 1e-7 * (1 + Math.abs(first)), "input " + i);
            for (int j = 0; j < at.size(); j++) {
                double second = (along(f, moved(at, directions, j, STEP), directions, i)
                                - along(f, moved(at, directions, j, -STEP), directions, i))
                        / (2 * STEP);
                int inner = j;
                Function<List<Tensor>, Tensor> derivative = xs -> directional(f, xs, directions, inner);
                double exact = along(derivative, at, directions, i);
                double mixed = (sum(derivative, at, directions, i, STEP) - sum(derivative, at, directions, i, -STEP))
                        / (2 * STEP);
                assertEquals(second, exact, 1e-6 * (1 + Math.abs(second)), "inputs " + i + " and " + j);
                assertEquals(mixed, exact, 1e-6 * (1 + Math.abs(mixed)), "inputs " + i + " and " + j);
            }
        }
    }

    private static double sum(
            Function<List<Tensor>, Tensor> f, List<Tensor> at, List<Tensor> directions, int i, double step) {
        return f.apply(moved(at, directions, i, step)).sum().item();
    }

    private static double along(Function<List<Tensor>, Tensor> f, List<Tensor> at, List<Tensor> directions, int i) {
        return directional(f, at, directions, i).item();
    }

    private static Tensor directional(
            Function<List<Tensor>, Tensor> f, List<Tensor> at, List<Tensor> directions, int i) {
        var inputs = new ArrayList<>(at);
        Tensor tracked = at.get(i).tracked();
        inputs.set(i, tracked);
        return Gradient.of(f.apply(inputs).sum())
                .wrt(tracked)
                .mul(directions.get(i))
                .sum();
    }

    private static List<Tensor> moved(List<Tensor> at, List<Tensor> directions, int i, double step) {
        var moved = new ArrayList<>(at);
        moved.set(i, at.get(i).add(directions.get(i).mul(step)));
        return moved;
    }
}
