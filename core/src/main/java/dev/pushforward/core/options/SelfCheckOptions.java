package dev.pushforward.core.options;

import dev.pushforward.core.generator.SelfCheckSettings;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import java.util.List;
import java.util.Optional;

/** The settings of a training's checks of itself. Immutable. */
final class SelfCheckOptions {
    private static final int BATCH = 500;

    private final Setting<Integer> every = Setting.integer(
            "check-every",
            0,
            0,
            Integer.MAX_VALUE,
            "iterations between estimates of the Fisher divergence on fresh draws (a lower bound with its standard"
                    + " error); 0 for none. Does not change the training");
    private final Setting<Integer> draws =
            Setting.integer("check-draws", 5000, 100, 10_000_000, "draws for each such estimate");
    private final Setting<Integer> fits = Setting.integer(
            "check-fits",
            300,
            1,
            1_000_000,
            "steps, on " + BATCH
                    + " fresh draws each, to fit its critic, a network as wide as the generator; more steps find more"
                    + " of the divergence");
    private final Setting<Boolean> selects = Setting.truth(
            "check-selects",
            false,
            "true: draw from the checked sampler with the lowest estimate; false, as in the papers: from the last one");

    /** All of them, to be declared. */
    List<Setting<?>> all() {
        return List.of(every, draws, fits, selects);
    }

    /**
     * The settings of the checks, by critics of this shape; none where they are off.
     *
     * @throws IllegalArgumentException if there is nothing to select from
     */
    Optional<SelfCheckSettings> check(Settings given, MlpSettings critic) {
        if (given.get(every) == 0) {
            if (given.get(selects)) {
                throw new IllegalArgumentException(
                        "check-selects = true with check-every = 0: there are no checks to select by; set check-every,"
                                + " e.g. to 500");
            }
            return Optional.empty();
        }
        return Optional.of(new SelfCheckSettings(
                given.get(every), given.get(draws), given.get(fits), BATCH, critic, given.get(selects)));
    }
}
