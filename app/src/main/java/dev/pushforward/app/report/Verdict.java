package dev.pushforward.app.report;

import com.google.common.math.Stats;
import dev.pushforward.app.experiment.Comparison;
import dev.pushforward.core.Floor;
import dev.pushforward.core.Measurement;
import java.util.Optional;

/** What a measured value says beside the published one, and beside the floor that exact draws have. */
enum Verdict {
    /**
     * No further from the floor than 19 in 20 sets of exact draws, whatever was published: {@link FromFloor#atFloor}.
     */
    AT_FLOOR("at the floor"),
    /** Further than the spreads explain, on the better side. */
    BETTER("better"),
    /** Within twice the root of the sum of both variances over replicates. */
    AGREES("agrees"),
    /** Further than the spreads explain, on the worse side. */
    WORSE("worse");

    /** What tables say under them. */
    static final String RULE =
            "Verdict: at the floor, by the test of the floor; otherwise agrees, if our mean and the published one are"
                    + " no further apart than twice the root of the sum of both variances over replicates; otherwise"
                    + " better or worse. A single replicate counts as having no variance.";

    private static final double DEVIATIONS = 2;

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /**
     * The verdict.
     *
     * @param ours over replicates, at least one
     * @param better which direction is
     * @param truth where better is nearer to it
     */
    static Verdict of(
            Stats ours, Measurement.Better better, double truth, Comparison.Value published, Optional<Floor> floor) {
        double spread = DEVIATIONS * Math.hypot(ours.count() > 1 ? ours.sampleStandardDeviation() : 0, published.sd());
        // how much worse ours is than something else
        double fromPublished = loss(ours.mean(), better, truth) - loss(published.mean(), better, truth);
        if (floor.isPresent() && FromFloor.of(ours, better, floor.get()).atFloor()) {
            return AT_FLOOR;
        }
        return Math.abs(fromPublished) <= spread ? AGREES : fromPublished < 0 ? BETTER : WORSE; // NaN is the last
    }

    private static double loss(double value, Measurement.Better better, double truth) {
        return switch (better) {
            case LOWER -> value;
            case HIGHER -> -value;
            case NEARER -> Math.abs(value - truth);
        };
    }

    @Override
    public String toString() {
        return text;
    }
}
