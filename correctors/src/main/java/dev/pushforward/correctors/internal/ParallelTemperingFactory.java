package dev.pushforward.correctors.internal;

import dev.pushforward.core.Corrector;
import dev.pushforward.core.spi.Component;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.CorrectorFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.correctors.ParallelTempering;
import java.util.List;

/** Provides {@link ParallelTempering}. */
@Component(
        name = "parallel-tempering",
        summary = "Replica exchange over temperatures with MALA moves; mends the weights of separated modes.",
        citation =
                "Swendsen, Wang 1986, Replica Monte Carlo simulation of spin glasses, doi:10.1103/PhysRevLett.57.2607")
public final class ParallelTemperingFactory implements CorrectorFactory {
    private static final Setting<Integer> SWEEPS = Setting.integer(
            "sweeps",
            200,
            0,
            1_000_000,
            "kept sweeps over all temperatures; a few harm even exact draws, a hundred or more do not");
    private static final Setting<Integer> ADAPTATION =
            Setting.integer("adaptation", 50, 0, 1_000_000, "sweeps before the kept ones that adapt the step sizes");
    private static final Setting<Integer> REPLICAS = Setting.integer("replicas", 5, 2, 1000, "number of temperatures");
    private static final Setting<Double> HOTTEST = Setting.real(
            "hottest",
            0.1,
            1e-6,
            0.999,
            "inverse temperature of the hottest replica: low enough to cross the barriers");
    private static final Setting<Double> STEP_SIZE =
            Setting.positive("step-size", 0.05, "step size of MALA at temperature 1, before adaptation");

    /** For ServiceLoader. */
    public ParallelTemperingFactory() {}

    @Override
    public List<Setting<?>> settings() {
        return List.of(SWEEPS, ADAPTATION, REPLICAS, HOTTEST, STEP_SIZE);
    }

    @Override
    public Corrector create(Settings settings, ComponentContext context) {
        var decoded = new ParallelTempering.Settings(
                settings.get(SWEEPS),
                settings.get(ADAPTATION),
                settings.get(REPLICAS),
                settings.get(HOTTEST),
                settings.get(STEP_SIZE));
        return new ParallelTempering(decoded, context.compute());
    }
}
