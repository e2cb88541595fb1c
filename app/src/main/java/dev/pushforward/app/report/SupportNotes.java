package dev.pushforward.app.report;

import dev.pushforward.app.run.Result;
import java.util.List;
import java.util.Locale;

/** The warning that draws lie outside the target's support. */
final class SupportNotes {
    private SupportNotes() {}

    /** One where a share is not 0, with the largest; else nothing. */
    static List<String> of(List<Result> results) {
        return results.stream()
                .filter(r ->
                        r.metric().equals(Result.SUPPORT) && r.measurement().value() > 0)
                .map(r -> r.measurement().value())
                .max(Double::compare)
                .map(SupportNotes::warning)
                .stream()
                .toList();
    }

    private static String warning(double share) {
        return String.format(
                Locale.ROOT,
                "WARN: up to %.2g %% of the draws lie outside the target's support, where its log density is -infinity"
                        + " or NaN (outside-support). Metrics that ask for scores alone, such as ksd, do not see that.",
                100 * share);
    }
}
