package dev.pushforward.samplers.baselines;

import dev.pushforward.core.Target;
import dev.pushforward.core.generator.FlowDensity;
import dev.pushforward.testkit.TargetContract;

/** The density of a flow is a target as any other: scores, draws, normaliser. */
class FlowDensityContractTest extends TargetContract {
    @Override
    protected Target create() {
        return new FlowDensity(ArbitraryFlow.of(2), 1.5);
    }
}
