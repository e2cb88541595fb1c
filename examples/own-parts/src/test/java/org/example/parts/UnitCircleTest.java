package org.example.parts;

import dev.pushforward.core.Space;
import dev.pushforward.testkit.SpaceContract;

class UnitCircleTest extends SpaceContract {
    @Override
    protected Space create() {
        return new UnitCircle();
    }
}
