package dev.pushforward.app.report;

import dev.pushforward.app.run.Part;
import dev.pushforward.app.run.SelfCheckReport;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.SelfCheck;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * In words, for each training that checks itself: which of its samplers was drawn from, whether by selection, and what
 * fresh draws say of it.
 */
public final class SelfCheckNotes {
    private static final int MOST = 20;

    /** What the numbers are, wherever they stand. */
    static final String MEANING =
            "fisher: a lower bound of the Fisher divergence between the draws' distribution and the target, per"
                    + " squared unit of length (of the whitened coordinates under whitened), on fresh draws, by a"
                    + " critic fitted for it. A value near 0 means that the critic saw no difference, not that there"
                    + " is none; a Fisher divergence hardly sees the masses of separated modes.";

    private SelfCheckNotes() {}

    /** Of the trainings that are done, the first few. */
    public static List<String> of(List<Part> parts) throws IOException {
        var notes = new ArrayList<String>();
        for (Part part : parts) {
            if (part.done() && part.checks().isPresent() && notes.size() < MOST) {
                notes.add((part.name().isEmpty() ? "" : part.name() + ": ")
                        + text(part.checks().get()));
            }
        }
        return notes;
    }

    private static String text(SelfCheckReport report) {
        SelfCheck fresh = report.fresh();
        String draws = "on " + Numbers.count(fresh.draws()) + " fresh draws ";
        String here = Numbers.count(fresh.iteration());
        if (report.selected().isEmpty()) {
            return "Drawn from iteration " + here + ", the last, without selection; " + draws + "its " + all(fresh)
                    + ".";
        }
        SelfCheck last = report.done().getLast();
        boolean lower = fresh.criterion().better() == Measurement.Better.LOWER;
        return "Drawn from iteration " + here + ", selected by the " + (lower ? "least" : "best")
                + " held-out estimate of " + report.done().size() + " checks, "
                + value(report.selected().get().criterion()) + ", which the selection biases "
                + (lower ? "low" : "towards the better") + "; unselected, " + draws + "the same sampler's " + all(fresh)
                + "."
                + (last.iteration() == fresh.iteration()
                        ? ""
                        : " The check of the last iteration, " + Numbers.count(last.iteration()) + ", gave "
                                + value(last.criterion()) + ".");
    }

    private static String all(SelfCheck check) {
        return check.measured().stream().map(m -> m.name() + " is " + value(m)).collect(Collectors.joining(", its "));
    }

    private static String value(Measurement m) {
        String value = Numbers.text(m.value());
        return m.standardError().isPresent()
                ? value + " (standard error " + Numbers.text(m.standardError().getAsDouble()) + ")"
                : value;
    }
}
