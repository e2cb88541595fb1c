package org.example.shapes;

import dev.pushforward.core.Target;
import dev.pushforward.testkit.TargetContract;

class CrossTest extends TargetContract {
    @Override
    protected Target create() {
        return new Cross();
    }
}
