package org.example.shapes;

import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.testkit.FactoryContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

class FactoriesTest {
    @TestFactory
    Stream<DynamicContainer> targets() {
        return FactoryContract.ofAll(ComponentKind.TARGET);
    }

    @TestFactory
    Stream<DynamicContainer> metrics() {
        return FactoryContract.ofAll(ComponentKind.METRIC);
    }
}
