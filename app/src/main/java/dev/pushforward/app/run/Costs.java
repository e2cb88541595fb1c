package dev.pushforward.app.run;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * What a training and what followed it cost.
 *
 * @param iterations iterations of the training
 * @param parameters numbers in the training's state, optimiser included
 * @param trainSeconds wall time of the training, over all its sittings
 * @param drawSeconds wall time of the draws
 * @param correctSeconds wall time of the corrector; 0 without one
 * @param measureSeconds wall time of all metrics
 * @param acceptanceRate of the corrector, where it has one
 * @param stepSize of the corrector at its end; NaN without one
 * @param densityEvaluations of the corrector
 * @param scoreEvaluations of the corrector
 * @param stuckDraws draws that the corrector left where the density is 0, see {@link dev.pushforward.core.Correction#stuck}
 * @param undefinedProposals of the corrector, see {@link dev.pushforward.core.Correction#undefined}
 */
public record Costs(
        long iterations,
        long parameters,
        double trainSeconds,
        double drawSeconds,
        double correctSeconds,
        double measureSeconds,
        OptionalDouble acceptanceRate,
        double stepSize,
        long densityEvaluations,
        long scoreEvaluations,
        int stuckDraws,
        long undefinedProposals) {
    /** The plain form. */
    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("iterations", iterations);
        map.put("parameters", parameters);
        map.put("trainSeconds", trainSeconds);
        map.put("drawSeconds", drawSeconds);
        map.put("correctSeconds", correctSeconds);
        map.put("measureSeconds", measureSeconds);
        acceptanceRate.ifPresent(a -> map.put("acceptanceRate", a));
        map.put("stepSize", stepSize);
        map.put("densityEvaluations", densityEvaluations);
        map.put("scoreEvaluations", scoreEvaluations);
        map.put("stuckDraws", stuckDraws);
        map.put("undefinedProposals", undefinedProposals);
        return map;
    }

    /** The costs of a plain form. */
    static Costs of(Map<String, Object> map) {
        Object acceptance = map.get("acceptanceRate");
        return new Costs(
                (long) number(map, "iterations"),
                (long) number(map, "parameters"),
                number(map, "trainSeconds"),
                number(map, "drawSeconds"),
                number(map, "correctSeconds"),
                number(map, "measureSeconds"),
                acceptance instanceof Number a ? OptionalDouble.of(a.doubleValue()) : OptionalDouble.empty(),
                number(map, "stepSize"),
                (long) number(map, "densityEvaluations"),
                (long) number(map, "scoreEvaluations"),
                map.containsKey("stuckDraws") ? (int) number(map, "stuckDraws") : 0, // runs of earlier versions have neither
                map.containsKey("undefinedProposals") ? (long) number(map, "undefinedProposals") : 0);
    }

    /** JSON has no NaN: it is written as the text. */
    private static double number(Map<String, Object> map, String key) {
        return map.get(key) instanceof Number n ? n.doubleValue() : Double.parseDouble(String.valueOf(map.get(key)));
    }
}
