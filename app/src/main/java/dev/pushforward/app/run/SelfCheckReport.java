package dev.pushforward.app.run;

import dev.pushforward.core.SelfCheck;
import dev.pushforward.core.SelfChecks;
import dev.pushforward.core.random.RandomStream;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a training's checks of itself gave: {@code checks.json}.
 *
 * @param done the checks, in their order
 * @param selected the one whose sampler is drawn from; empty where the last sampler is
 * @param fresh a check of the sampler that is drawn from, on draws that selected nothing
 * @param unit of the divergences
 */
public record SelfCheckReport(List<SelfCheck> done, Optional<SelfCheck> selected, SelfCheck fresh, String unit) {
    /** Copies the list. */
    public SelfCheckReport {
        done = List.copyOf(done);
    }

    /** The report of a training's checks, with a fresh one by this key. */
    static SelfCheckReport of(SelfChecks checks, RandomStream random) {
        return new SelfCheckReport(checks.done(), checks.selected(), checks.fresh(random), checks.unit());
    }

    /** The plain form. */
    Map<String, Object> toMap() {
        var map = new LinkedHashMap<String, Object>();
        map.put("checks", done.stream().map(SelfCheckReport::plain).toList());
        selected.ifPresent(check -> map.put("selected", plain(check)));
        map.put("fresh", plain(fresh));
        map.put("unit", unit);
        return map;
    }

    private static Map<String, Object> plain(SelfCheck check) {
        var map = new LinkedHashMap<String, Object>();
        map.put("iteration", check.iteration());
        map.put("fisher", check.divergence());
        map.put("fisher.se", check.standardError());
        map.put("draws", check.draws());
        return map;
    }

    /** The report of a plain form. */
    static SelfCheckReport of(Map<String, Object> map) {
        List<SelfCheck> done = map.get("checks") instanceof List<?> list
                ? list.stream().map(SelfCheckReport::check).toList()
                : List.of();
        return new SelfCheckReport(
                done,
                Optional.ofNullable(map.get("selected")).map(SelfCheckReport::check),
                check(map.get("fresh")),
                String.valueOf(map.get("unit")));
    }

    private static SelfCheck check(Object plain) {
        Map<?, ?> map = (Map<?, ?>) plain;
        return new SelfCheck(
                number(map, "iteration").longValue(),
                number(map, "fisher").doubleValue(),
                number(map, "fisher.se").doubleValue(),
                number(map, "draws").intValue());
    }

    private static Number number(Map<?, ?> map, String key) {
        return (Number) map.get(key);
    }
}
