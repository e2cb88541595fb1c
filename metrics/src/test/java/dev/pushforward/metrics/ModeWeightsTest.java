package dev.pushforward.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Subject;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.targets.GaussianMixture;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import org.junit.jupiter.api.Test;

/** Shares and their standard errors, of modes at -10 (a tenth) and 10. */
class ModeWeightsTest {
    private static final RandomStream KEY = RandomStream.of(77);
    private static final GaussianMixture TARGET = modes(0.1);

    private static GaussianMixture modes(double left) {
        return new GaussianMixture(new double[][] {{-10}, {10}}, 1, new double[] {left, 1 - left});
    }

    private static Measurement left(Draws draws) {
        return new ModeWeights().measure(Subject.of(draws, TARGET, draws), KEY).getFirst();
    }

    private static Tensor points(double... x) {
        return Tensor.of(DType.FLOAT64, x, x.length, 1);
    }

    @Test
    void equalWeightsHaveTheBinomialError() {
        Measurement left = left(Draws.of(points(-9, 11, 10, 9)));
        assertEquals(0.25, left.value(), 1e-15);
        assertEquals(0.1, left.truth().orElseThrow(), 1e-15);
        assertEquals(Math.sqrt(0.25 * 0.75 / 4), left.standardError().orElseThrow(), 1e-15);
    }

    /**
     * Of importance sampling from a proposal that has a hundredth on the left: the mean of the squared errors against
     * the variance of the shares, over 1,000 repeats; 25 % are more than five standard errors of the latter. False
     * alarm below 1e-5.
     */
    @Test
    void weightedDrawsHaveTheErrorOfImportanceSampling() {
        int repeats = 1000;
        GaussianMixture proposal = modes(0.01);
        double sum = 0;
        double squares = 0;
        double errors = 0;
        for (int r = 0; r < repeats; r++) {
            Tensor x = proposal.draw(1000, KEY.split(r));
            Measurement left = left(Draws.weighted(x, TARGET.logDensity(x).sub(proposal.logDensity(x))));
            sum += left.value();
            squares += left.value() * left.value();
            errors += Math.pow(left.standardError().orElseThrow(), 2);
        }
        double mean = sum / repeats;
        assertEquals(1, errors / repeats / (squares / repeats - mean * mean), 0.25);
    }

    /**
     * A mode without draws is not known to weigh nothing: the error is the weight p of which 0 is one standard error
     * away.
     */
    @Test
    void anEmptyModeHasAnError() {
        Measurement none = left(Draws.of(points(11, 10, 9)));
        double p = none.standardError().orElseThrow();
        assertEquals(0, none.value());
        assertEquals(0.25, p, 1e-15);
        assertEquals(p, Math.sqrt(p * (1 - p) / 3), 1e-15);
        assertEquals(
                0.25, left(Draws.of(points(-11, -10, -9))).standardError().orElseThrow(), 1e-15, "nor is the other");
    }

    /** By the weights' effective number, 1 / (0.8^2 + 0.2^2); a draw without weight is none. */
    @Test
    void anEmptyModeOfWeightedDraws() {
        double s = 0.68;
        Tensor logs =
                Tensor.of(DType.FLOAT64, new double[] {Math.log(0.8), Math.log(0.2), Double.NEGATIVE_INFINITY}, 3);
        assertEquals(
                s / (1 + s),
                left(Draws.weighted(points(11, 9, -10), logs)).standardError().orElseThrow(),
                1e-15);
    }
}
