package org.example.shapes;

import dev.pushforward.core.Target;
import dev.pushforward.testkit.TargetContract;

class WaveTest extends TargetContract {
    @Override
    protected Target create() {
        return new Wave(2, 0.3);
    }
}
