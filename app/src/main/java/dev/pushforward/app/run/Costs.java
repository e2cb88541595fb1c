package dev.pushforward.app.run;

import dev.pushforward.core.EvaluationCounts;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * What a training and what followed it cost.
 *
 * @param iterations iterations of the training
 * @param parameters trained numbers that draws are computed from; empty where the sampler does not say
 * @param stateNumbers numbers in the training's state: all its networks, and the optimisers' moments
 * @param trainSeconds wall time of the training, over all its sittings
 * @param drawSeconds wall time of the draws
 * @param correctSeconds wall time of the corrector; 0 without one
 * @param measureSeconds wall time of all metrics
 * @param acceptanceRate of the corrector, where it has one
 * @param stepSize of the corrector at its end; NaN without one
 * @param stuckDraws draws that the corrector left where the density is 0, see {@link
 *     dev.pushforward.core.Correction#stuck}
 * @param undefinedProposals of the corrector, see {@link dev.pushforward.core.Correction#undefined}
 * @param evaluations of the target, by what they were made for; a stage is missing where they were not counted
 */
public record Costs(
        long iterations,
        OptionalLong parameters,
        long stateNumbers,
        double trainSeconds,
        double drawSeconds,
        double correctSeconds,
        double measureSeconds,
        OptionalDouble acceptanceRate,
        double stepSize,
        int stuckDraws,
        long undefinedProposals,
        Map<CostStage, EvaluationCounts> evaluations) {
    /** Copies the map. */
    public Costs {
        evaluations = Map.copyOf(evaluations);
    }

    /** The plain form. */
    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("iterations", iterations);
        parameters.ifPresent(p -> map.put("parameters", p));
        map.put("stateNumbers", stateNumbers);
        map.put("trainSeconds", trainSeconds);
        map.put("drawSeconds", drawSeconds);
        map.put("correctSeconds", correctSeconds);
        map.put("measureSeconds", measureSeconds);
        acceptanceRate.ifPresent(a -> map.put("acceptanceRate", a));
        if (!Double.isNaN(stepSize)) { // JSON has no NaN
            map.put("stepSize", stepSize);
        }
        map.put("stuckDraws", stuckDraws);
        map.put("undefinedProposals", undefinedProposals);
        var byStage = new LinkedHashMap<String, Object>();
        for (CostStage stage : CostStage.values()) {
            if (evaluations.containsKey(stage)) {
                byStage.put(stage.key(), plain(evaluations.get(stage)));
            }
        }
        map.put("evaluations", byStage);
        return map;
    }

    private static Map<String, Object> plain(EvaluationCounts made) {
        var map = new LinkedHashMap<String, Object>();
        map.put("logDensities", made.densities());
        map.put("scores", made.scores());
        map.put("differentiatedScores", made.differentiated());
        return map;
    }

    /** The costs of a plain form. */
    static Costs of(Map<String, Object> map) {
        Object acceptance = map.get("acceptanceRate");
        // else of an older version, whose "parameters" were those of the whole state
        boolean counted = map.containsKey("evaluations");
        return new Costs(
                (long) number(map, "iterations"),
                counted && map.containsKey("parameters")
                        ? OptionalLong.of((long) number(map, "parameters"))
                        : OptionalLong.empty(),
                (long) number(map, counted ? "stateNumbers" : "parameters"),
                number(map, "trainSeconds"),
                number(map, "drawSeconds"),
                number(map, "correctSeconds"),
                number(map, "measureSeconds"),
                acceptance instanceof Number a ? OptionalDouble.of(a.doubleValue()) : OptionalDouble.empty(),
                map.containsKey("stepSize") ? number(map, "stepSize") : Double.NaN,
                // runs of earlier versions have neither
                map.containsKey("stuckDraws") ? (int) number(map, "stuckDraws") : 0,
                map.containsKey("undefinedProposals") ? (long) number(map, "undefinedProposals") : 0,
                counted ? evaluations((Map<?, ?>) map.get("evaluations")) : correctors(map));
    }

    private static Map<CostStage, EvaluationCounts> evaluations(Map<?, ?> byStage) {
        var out = new EnumMap<CostStage, EvaluationCounts>(CostStage.class);
        for (CostStage stage : CostStage.values()) {
            if (byStage.get(stage.key()) instanceof Map<?, ?> made) {
                out.put(
                        stage,
                        new EvaluationCounts(
                                count(made, "logDensities"),
                                count(made, "scores"),
                                count(made, "differentiatedScores")));
            }
        }
        return out;
    }

    /** What an older version counted: what the corrector said of itself. */
    private static Map<CostStage, EvaluationCounts> correctors(Map<String, Object> map) {
        return Map.of(
                CostStage.CORRECTING,
                new EvaluationCounts(
                        (long) number(map, "densityEvaluations"), (long) number(map, "scoreEvaluations"), 0));
    }

    private static long count(Map<?, ?> map, String key) {
        return ((Number) map.get(key)).longValue();
    }

    /** Files of earlier versions have NaN as a text. */
    private static double number(Map<String, Object> map, String key) {
        return map.get(key) instanceof Number n ? n.doubleValue() : Double.parseDouble(String.valueOf(map.get(key)));
    }
}
