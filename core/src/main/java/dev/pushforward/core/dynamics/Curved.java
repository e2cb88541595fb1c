package dev.pushforward.core.dynamics;

import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.Tensor;

/** What a step on a curved space demands: a tangent vector scaled coordinate by coordinate is tangent no more. */
final class Curved {
    private Curved() {}

    /** @throws IllegalArgumentException if the space is curved and the coordinates of a point have different steps */
    static void requireOneStep(Space space, Tensor stepSize) {
        if (!(space instanceof Euclidean) && stepSize.rank() > 0 && stepSize.size(-1) > 1) {
            throw new IllegalArgumentException("the step size has shape " + stepSize.shapeText() + ", one for each"
                    + " coordinate, and the points live on " + space
                    + ", where all coordinates of a point must share one: give a number, or [n, 1]");
        }
    }

    /** @throws IllegalArgumentException if the space is curved and the coordinates of a point have different masses */
    static void requireOneMass(Space space, Mass mass) {
        if (!(space instanceof Euclidean) && !mass.isIsotropic()) {
            throw new IllegalArgumentException("the coordinates have masses of their own, and the points live on "
                    + space + ", where all coordinates must share one: give a number");
        }
    }
}
