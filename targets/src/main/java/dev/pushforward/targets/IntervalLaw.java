package dev.pushforward.targets;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;

/**
 * A law on an interval given by its log density f, integrated and inverted numerically: 4,096 cells, the Gauss-Legendre
 * rule of eight points in each, Newton's method with bisection inside a cell. Where f is smooth and its features are
 * wider than a cell, masses and draws are exact to about 1e-12 of the whole.
 */
final class IntervalLaw {
    private static final int CELLS = 4096;

    private final DoubleUnaryOperator density; // exp(f - top)
    private final double top;
    private final double low;
    private final double width;
    private final double[] below = new double[CELLS + 1]; // mass below each cell's lower end, times exp(-top)

    /** The law of this log density; {@code top} is about its largest value. */
    IntervalLaw(DoubleUnaryOperator logDensity, double top, double low, double high) {
        this.density = x -> Math.exp(logDensity.applyAsDouble(x) - top);
        this.top = top;
        this.low = low;
        this.width = (high - low) / CELLS;
        for (int i = 0; i < CELLS; i++) {
            below[i + 1] = below[i] + GaussLegendre.integral(density, end(i), end(i + 1));
        }
    }

    /** {@code log int exp f}. */
    double logMass() {
        return top + Math.log(below[CELLS]);
    }

    /** The share of the mass below x. */
    double share(double x) {
        int cell = Math.clamp((long) Math.floor((x - low) / width), 0, CELLS - 1);
        return Math.clamp((below[cell] + GaussLegendre.integral(density, end(cell), x)) / below[CELLS], 0, 1);
    }

    /** One draw, from one uniform number. */
    double draw(RandomGenerator random) {
        double wanted = random.nextDouble() * below[CELLS];
        int found = Arrays.binarySearch(below, wanted);
        int cell = Math.clamp(found >= 0 ? found : -found - 2, 0, CELLS - 1);
        while (cell < CELLS - 1 && below[cell + 1] <= wanted) {
            cell++; // past cells without mass
        }
        double rest = wanted - below[cell];
        double from = end(cell);
        double lower = from;
        double upper = end(cell + 1);
        double x = from + width * rest / (below[cell + 1] - below[cell]);
        for (int i = 0; i < 50 && upper - lower > 1e-13 * width; i++) {
            double missing = rest - GaussLegendre.integral(density, from, x);
            if (missing > 0) {
                lower = x;
            } else {
                upper = x;
            }
            double next = x + missing / density.applyAsDouble(x);
            if (Math.abs(next - x) <= 1e-13 * width) {
                break;
            }
            x = next > lower && next < upper ? next : 0.5 * (lower + upper);
        }
        return x;
    }

    private double end(int cell) {
        return low + cell * width;
    }
}
