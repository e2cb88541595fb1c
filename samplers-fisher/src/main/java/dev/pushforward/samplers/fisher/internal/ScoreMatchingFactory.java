package dev.pushforward.samplers.fisher.internal;

import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.options.NetworkOptions;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ScoreEstimatorFactory;
import dev.pushforward.core.spi.Setting;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.samplers.fisher.ScoreMatchingLoss;
import dev.pushforward.samplers.fisher.ScoreNetwork;
import dev.pushforward.samplers.fisher.ScoreNetworkSettings;
import dev.pushforward.tensor.Activation;
import java.util.ArrayList;
import java.util.List;

/**
 * A score network; subclasses say by which loss it is fitted. The network defaults are the AFIS paper's (GELU) and its
 * code's (learning rate).
 */
abstract class ScoreMatchingFactory implements ScoreEstimatorFactory {
    private static final NetworkOptions NETWORK = new NetworkOptions(Activation.GELU, 1e-3, 0.5);

    private final List<Setting<?>> own;

    ScoreMatchingFactory(Setting<?>... own) {
        this.own = List.of(own);
    }

    abstract ScoreMatchingLoss loss(Settings settings);

    @Override
    public final List<Setting<?>> settings() {
        var all = new ArrayList<Setting<?>>(own);
        all.addAll(NETWORK.all());
        return all;
    }

    @Override
    public final ScoreEstimator create(Settings settings, ComponentContext context) {
        return new ScoreNetwork(
                loss(settings),
                new ScoreNetworkSettings(NETWORK.network(settings), NETWORK.adam(settings)),
                context.compute());
    }
}
