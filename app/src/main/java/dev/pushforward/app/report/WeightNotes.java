package dev.pushforward.app.report;

import dev.pushforward.app.run.Result;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What weighted draws are worth, in words, and a warning where that is little. */
final class WeightNotes {
    private static final double FEW = 0.05;

    private static final String MEANING =
            "effective-sample-size: how many equally weighted draws the weighted ones are worth, (sum w)^2 / sum w^2."
                    + " Floors are of equally weighted draws, as many as were drawn: weighted draws, however right,"
                    + " come as near to a floor as their effective sample size allows.";

    private WeightNotes() {}

    /** Nothing where no draws are weighted. */
    static List<String> of(List<Result> results) {
        var notes = new ArrayList<String>();
        results.stream()
                .filter(r -> r.metric().equals(Result.WORTH))
                .min((a, b) -> Double.compare(share(a), share(b)))
                .ifPresent(least -> {
                    notes.add(MEANING);
                    if (share(least) < FEW) {
                        notes.add(warning(least));
                    }
                });
        return notes;
    }

    private static double share(Result r) {
        return r.measurement().value() / r.draws();
    }

    private static String warning(Result least) {
        return String.format(
                Locale.ROOT,
                "WARN: %,d weighted draws are worth as few as %s equally weighted ones: a few have nearly all the"
                        + " weight, so estimates are as noisy as of these few, and may miss what was not drawn.",
                least.draws(),
                Numbers.text(least.measurement().value()));
    }
}
