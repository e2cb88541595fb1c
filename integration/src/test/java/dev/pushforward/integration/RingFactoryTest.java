package dev.pushforward.integration;

import dev.pushforward.core.spi.ComponentFactory;
import dev.pushforward.testkit.FactoryContract;

/** The documentation's factory is found and keeps the contract. */
class RingFactoryTest extends FactoryContract {
    @Override
    protected ComponentFactory<?> create() {
        return new RingFactory();
    }
}
