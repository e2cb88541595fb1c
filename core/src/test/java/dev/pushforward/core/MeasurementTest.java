package dev.pushforward.core;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Measurement.Better;
import dev.pushforward.core.Measurement.Bound;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class MeasurementTest {
    private static final OptionalDouble TRUTH = OptionalDouble.of(-2);

    private static boolean lower(double value, double error) {
        return Measurement.lowerBound("elbo", value, error, "nats", TRUTH).contradictsTruth();
    }

    private static boolean upper(double value, double error) {
        return Measurement.upperBound("eubo", value, error, "nats", TRUTH).contradictsTruth();
    }

    /** Right up to three standard errors beyond the truth, wrong from there on, on the one side only. */
    @Test
    void aBoundContradictsTheTruthBeyondThreeErrors() {
        assertFalse(lower(-2 + 2.99 * 0.1, 0.1));
        assertTrue(lower(-2 + 3.01 * 0.1, 0.1));
        assertFalse(lower(-100, 0.1));
        assertFalse(upper(-2 - 2.99 * 0.1, 0.1));
        assertTrue(upper(-2 - 3.01 * 0.1, 0.1));
        assertFalse(upper(100, 0.1));
    }

    /** A perfect sampler in float32: its weights are all one but for rounding. */
    @Test
    void roundingContradictsNothing() {
        assertFalse(lower(-2 + 1e-5, 0));
        assertTrue(lower(-2 + 1e-4, 0));
        assertFalse(upper(-2 - 1e-5, 0));
        assertFalse(Measurement.lowerBound("elbo", 1e6 + 1, 0, "nats", OptionalDouble.of(1e6))
                .contradictsTruth());
    }

    @Test
    void whatIsNotKnownContradictsNothing() {
        OptionalDouble none = OptionalDouble.empty();
        assertFalse(Measurement.lowerBound("elbo", 5, 0.1, "nats", none).contradictsTruth());
        assertFalse(
                new Measurement("elbo", 5, none, "nats", Better.HIGHER, Bound.LOWER_BOUND, TRUTH).contradictsTruth());
        assertFalse(new Measurement("share", 5, OptionalDouble.of(0.1), "1", Better.NEARER, TRUTH).contradictsTruth());
    }

    /** A lower bound of a divergence is the better the lower it is: the bound says nothing of the direction. */
    @Test
    void directionAndBoundAreTwoThings() {
        var fisher = new Measurement(
                "fisher",
                0.3,
                OptionalDouble.of(0.1),
                "1/length^2",
                Better.LOWER,
                Bound.LOWER_BOUND,
                OptionalDouble.empty());
        assertEquals(Better.LOWER, fisher.better());
        assertEquals(
                Better.HIGHER,
                Measurement.lowerBound("elbo", 0, 0, "nats", TRUTH).better());
        assertEquals(
                Better.LOWER,
                Measurement.upperBound("eubo", 0, 0, "nats", TRUTH).better());
        assertEquals("1", fisher.in("1").unit());
        assertEquals(Bound.LOWER_BOUND, fisher.named("other").bound());
    }
}
