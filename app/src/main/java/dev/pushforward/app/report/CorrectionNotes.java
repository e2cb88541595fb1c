package dev.pushforward.app.report;

import dev.pushforward.app.run.Costs;
import dev.pushforward.app.run.Part;
import dev.pushforward.core.spi.ComponentSpec;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Warnings of correctors that met log densities which are not finite. */
public final class CorrectionNotes {
    private CorrectionNotes() {}

    /** Those of the parts that are done. */
    public static List<String> of(List<Part> parts) throws IOException {
        var notes = new ArrayList<String>();
        for (Part part : parts) {
            if (part.done() && part.composition().corrector().isPresent()) {
                String corrector = part.composition()
                        .cell()
                        .corrector()
                        .map(ComponentSpec::name)
                        .orElseThrow();
                add(notes, (part.name().isEmpty() ? "" : part.name() + ": ") + corrector, part.costs());
            }
        }
        return notes;
    }

    private static void add(List<String> notes, String corrector, Costs costs) {
        if (costs.stuckDraws() > 0) {
            notes.add("WARN: " + corrector + " left " + Numbers.count(costs.stuckDraws())
                    + " draws where the density is 0: no proposal from there reached the support."
                    + " Its acceptance rate and step size are those of the other draws.");
        }
        if (costs.undefinedProposals() > 0) {
            notes.add("WARN: " + corrector + " rejected " + Numbers.count(costs.undefinedProposals())
                    + " proposals because the log density or the score is NaN there. A target should give"
                    + " -infinity where its density is 0.");
        }
    }
}
