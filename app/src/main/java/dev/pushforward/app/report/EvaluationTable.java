package dev.pushforward.app.report;

import dev.pushforward.app.run.CostStage;
import dev.pushforward.app.run.Costs;
import dev.pushforward.app.run.Part;
import dev.pushforward.core.EvaluationCounts;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** How often the target was evaluated, a line for each part and what it was for. */
final class EvaluationTable {
    static final List<String> NOTES = List.of(
            "Evaluations count points; a minibatch of the target counts one per point. What a method asks for is"
                + " counted: a score, a gradient of the log density, is one score however the target computes it, and"
                + " both at a point are one of each. Differentiated scores are those whose own derivative was taken,"
                + " as a loss of scores needs it. Predictions and pictures are not counted.",
            "Floors are shared by cells with the same target and metrics, reference chains by all that are measured"
                    + " against them: each line says what they took when they were made.");

    private EvaluationTable() {}

    /** Of these parts; a stage without any is left out. */
    static Table of(List<Part> parts) throws IOException {
        var rows = new ArrayList<List<String>>();
        for (Part part : parts) {
            Costs costs = part.costs();
            for (CostStage stage : CostStage.values()) {
                EvaluationCounts made = costs.evaluations().getOrDefault(stage, EvaluationCounts.NONE);
                if (!made.equals(EvaluationCounts.NONE)) {
                    rows.add(List.of(
                            part.name(),
                            stage.key(),
                            Numbers.count(made.densities()),
                            Numbers.count(made.scores()),
                            Numbers.count(made.differentiated())));
                }
            }
        }
        return new Table(List.of("part", "for", "log densities", "scores", "differentiated scores"), rows);
    }

    /**
     * The mean numbers of log densities and of scores that a stage of these trainings took; nothing where it took none
     * or it was not counted.
     */
    static String mean(Collection<Costs> trainings, CostStage stage) {
        List<EvaluationCounts> made = trainings.stream()
                .filter(c -> c.evaluations().containsKey(stage))
                .map(c -> c.evaluations().get(stage))
                .toList();
        EvaluationCounts sum = made.stream().reduce(EvaluationCounts.NONE, EvaluationCounts::plus);
        return sum.equals(EvaluationCounts.NONE)
                ? ""
                : Numbers.count(Math.round((double) sum.densities() / made.size())) + " / "
                        + Numbers.count(Math.round((double) sum.scores() / made.size()));
    }
}
