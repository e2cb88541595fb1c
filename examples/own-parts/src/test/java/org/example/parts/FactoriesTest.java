package org.example.parts;

import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.testkit.FactoryContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

class FactoriesTest {
    @TestFactory
    Stream<DynamicContainer> spaces() {
        return FactoryContract.ofAll(ComponentKind.SPACE);
    }

    @TestFactory
    Stream<DynamicContainer> correctors() {
        return FactoryContract.ofAll(ComponentKind.CORRECTOR);
    }
}
