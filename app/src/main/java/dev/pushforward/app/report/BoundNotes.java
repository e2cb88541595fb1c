package dev.pushforward.app.report;

import dev.pushforward.app.run.Result;
import dev.pushforward.core.Measurement;
import java.util.List;

/** An error for each bound that lies on the wrong side of a known truth. */
final class BoundNotes {
    private static final int MOST = 20;

    private BoundNotes() {}

    /** Those of the first few that do. */
    static List<String> of(List<Result> results) {
        return results.stream()
                .filter(r -> r.measurement().contradictsTruth())
                .limit(MOST)
                .map(BoundNotes::error)
                .toList();
    }

    private static String error(Result r) {
        Measurement m = r.measurement();
        boolean lower = m.bound() == Measurement.Bound.LOWER_BOUND;
        String cell = (r.row() + " " + r.column()).strip();
        return "ERROR: " + (cell.isEmpty() ? "" : cell + ": ") + m.name() + " ("
                + r.stage().key() + ", replicate "
                + r.replicate() + ") is " + Numbers.text(m.value()) + " with a standard error of "
                + Numbers.text(m.standardError().orElseThrow()) + ", and a " + (lower ? "lower" : "upper")
                + " bound of what is known to be " + Numbers.text(m.truth().orElseThrow()) + ": it is "
                + (lower ? "above" : "below") + " that by more than three standard errors. So the bound, its standard"
                + " error or the known value is wrong; do not use the number.";
    }
}
