package dev.pushforward.app.run;

import dev.pushforward.core.Measurement;
import dev.pushforward.core.SelfCheck;
import dev.pushforward.core.SelfChecks;
import dev.pushforward.core.random.RandomStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a training's checks of itself gave: {@code checks.json}.
 *
 * @param done the checks, in their order
 * @param selected the one whose sampler is drawn from; empty where the last sampler is
 * @param fresh a check of the sampler that is drawn from, on draws that selected nothing
 */
public record SelfCheckReport(List<SelfCheck> done, Optional<SelfCheck> selected, SelfCheck fresh) {
    /** Copies the list. */
    public SelfCheckReport {
        done = List.copyOf(done);
    }

    /** The report of a training's checks, with a fresh one by this key. */
    static SelfCheckReport of(SelfChecks checks, RandomStream random) {
        return new SelfCheckReport(checks.done(), checks.selected(), checks.fresh(random));
    }

    /** The plain form. */
    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("checks", done.stream().map(SelfCheckReport::plain).toList());
        selected.ifPresent(check -> map.put("selected", plain(check)));
        map.put("fresh", plain(fresh));
        return map;
    }

    private static Map<String, Object> plain(SelfCheck check) {
        var map = new LinkedHashMap<String, Object>();
        map.put("iteration", check.iteration());
        map.put("draws", check.draws());
        map.put("measured", check.measured().stream().map(MeasurementMap::of).toList());
        return map;
    }

    /** The report of a plain form. */
    static SelfCheckReport of(Map<String, Object> map) {
        List<SelfCheck> done = map.get("checks") instanceof List<?> list
                ? list.stream().map(check -> check(check, map)).toList()
                : List.of();
        return new SelfCheckReport(
                done,
                Optional.ofNullable(map.get("selected")).map(check -> check(check, map)),
                check(map.get("fresh"), map));
    }

    private static SelfCheck check(Object plain, Map<String, Object> report) {
        Map<?, ?> map = (Map<?, ?>) plain;
        List<Measurement> measured = map.get("measured") instanceof List<?> list
                ? list.stream()
                        .map(m -> MeasurementMap.measurement((Map<?, ?>) m))
                        .toList()
                : List.of(fisher(map, String.valueOf(report.get("unit"))));
        return new SelfCheck(
                (long) MeasurementMap.number(map.get("iteration")),
                (int) MeasurementMap.number(map.get("draws")),
                measured);
    }

    /** As runs of earlier versions have it, which knew one number only. */
    private static Measurement fisher(Map<?, ?> map, String unit) {
        return new Measurement(
                "fisher",
                MeasurementMap.number(map.get("fisher")),
                OptionalDouble.of(MeasurementMap.number(map.get("fisher.se"))),
                unit,
                Measurement.Better.LOWER,
                Measurement.Bound.LOWER_BOUND,
                OptionalDouble.empty());
    }
}
