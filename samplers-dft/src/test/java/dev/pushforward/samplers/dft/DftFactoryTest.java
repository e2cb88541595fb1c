package dev.pushforward.samplers.dft;

import dev.pushforward.core.spi.ComponentFactory;
import dev.pushforward.samplers.dft.internal.DftFactory;
import dev.pushforward.testkit.FactoryContract;

class DftFactoryTest extends FactoryContract {
    @Override
    protected ComponentFactory<?> create() {
        return new DftFactory();
    }
}
