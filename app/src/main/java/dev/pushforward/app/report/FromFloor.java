package dev.pushforward.app.report;

import com.google.common.math.Stats;
import dev.pushforward.core.Floor;
import dev.pushforward.core.Measurement;
import java.util.Locale;
import org.apache.commons.numbers.gamma.RegularizedBeta;

/**
 * How far the mean of a measurement over R replicates is from the floor's mean over P pairs, by Student's t test of two
 * samples: whether replicates and pairs have one mean. Exact draws have one distribution in both, so their variances
 * are pooled:
 *
 * <pre>{@code
 * t = (mean - floor's mean) / (s sqrt(1 / R + 1 / P)),
 * s^2 = ((R - 1) sd^2 + (P - 1) floor's sd^2) / (R + P - 2).
 * }</pre>
 *
 * With one replicate that is the prediction interval of the floor.
 *
 * @param t 0 where both means are equal, infinite where they differ and nothing varies
 * @param p the probability that exact draws are as far from the floor or further, on the worse side; on either side
 *     where nearer to a truth is better
 */
record FromFloor(double t, double p) {
    /** The share of exact draws that are not at the floor. */
    static final double FALSE_ALARMS = 0.05;

    /**
     * What tables say under them.
     *
     * @param reference what was measured against: {@code exact draws}
     */
    static String rule(String reference) {
        return "From floor: Student's t of the difference between the mean over replicates and the mean over the"
                + " floor's pairs, and p, the probability"
                + " that"
                + " " + reference + " are as far from the floor or further, on the"
                + " worse side (on either side of a known truth). Where p is " + FALSE_ALARMS
                + " or more, the draws are"
                + " at the floor. Draws as good as the reference fail this 1 time in 20, if the measurement is normally"
                + " distributed. More replicates show smaller differences.";
    }

    /**
     * From values over replicates, at least one.
     *
     * @param better tells which side is the worse one
     */
    static FromFloor of(Stats ours, Measurement.Better better, Floor floor) {
        double own = ours.count() > 1 ? Math.sqrt(ours.count() - 1) * ours.sampleStandardDeviation() : 0;
        double df = ours.count() + floor.repeats() - 2;
        double sd = Math.hypot(own, Math.sqrt(floor.repeats() - 1) * floor.sd()) / Math.sqrt(df);
        double difference = ours.mean() - floor.mean();
        double t = difference == 0 ? 0 : difference / (sd * Math.sqrt(1.0 / ours.count() + 1.0 / floor.repeats()));
        double p =
                switch (better) {
                    case LOWER -> above(t, df);
                    case HIGHER -> above(-t, df);
                    case NEARER -> 2 * above(Math.abs(t), df);
                };
        return new FromFloor(t, p);
    }

    /** The probability that Student's t of these degrees of freedom is above a value. */
    static double above(double t, double df) {
        double eitherSide = RegularizedBeta.value(df / (df + t * t), df / 2, 0.5);
        return t < 0 ? 1 - eitherSide / 2 : eitherSide / 2;
    }

    /** Whether exact draws give this; not where a value is not a number. */
    boolean atFloor() {
        return p >= FALSE_ALARMS;
    }

    @Override
    public String toString() {
        String size = String.format(Locale.ROOT, Math.abs(t) < 1e4 ? "%+.1f" : "%+.1e", t);
        return "t = " + size + ", p " + (p < 1e-4 ? "< 1e-4" : String.format(Locale.ROOT, "= %.2g", p));
    }
}
