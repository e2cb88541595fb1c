package dev.pushforward.metrics;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.testkit.FactoryContract;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is found by name, and how it describes itself. */
class FactoriesTest {
    @Test
    void allMetricsAreFound() {
        assertEquals(
                List.of("blocks", "ksd", "ksd-u", "mmd", "mode-weights", "moments", "prediction", "sliced-wasserstein"),
                ComponentRegistry.load().names(ComponentKind.METRIC));
    }

    @TestFactory
    Stream<DynamicContainer> factoriesOfMetricsKeepTheContract() {
        return FactoryContract.ofAll(ComponentKind.METRIC);
    }
}
