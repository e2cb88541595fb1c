package dev.pushforward.integration;

import dev.pushforward.core.Target;
import dev.pushforward.testkit.TargetContract;

// snippet: contract
class RingTest extends TargetContract {
    @Override
    protected Target create() {
        return new Ring(2);
    }
}
// end
