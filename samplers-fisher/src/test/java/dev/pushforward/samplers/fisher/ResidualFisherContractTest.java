package dev.pushforward.samplers.fisher;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.generator.AlternatingSettings;
import dev.pushforward.core.generator.GeneratorSettings;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.ResidualSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.testkit.ImplicitSamplerContract;
import java.util.Optional;

/** Generator and score may be networks of any kind. */
class ResidualFisherContractTest extends ImplicitSamplerContract {
    @Override
    protected ImplicitSampler create(Compute compute) {
        var network = new ResidualSettings(1, 8, Initialization.PYTORCH);
        var adam = Adam.Settings.of(Schedule.constant(1e-3));
        var generator = new GeneratorSettings(3, network, adam, 0.9);
        var settings = new AnnealedFisherSettings(
                new AlternatingSettings(50, 150, 1, 1.5, generator), 10, FisherLoss.EXACT, Optional.empty());
        var score = new ScoreNetwork(new ExactScoreMatching(), new ScoreNetworkSettings(network, adam), compute);
        return new AnnealedFisherSampler(settings, score, compute);
    }
}
