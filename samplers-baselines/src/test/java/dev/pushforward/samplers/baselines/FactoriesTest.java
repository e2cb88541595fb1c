package dev.pushforward.samplers.baselines;

import static org.junit.jupiter.api.Assertions.assertTrue;

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
    void allSamplersAreFound() {
        assertTrue(ComponentRegistry.load()
                .names(ComponentKind.SAMPLER)
                .containsAll(List.of("coupling-flow", "fisher-ns", "kl", "ksd", "normal", "steingan", "whitened")));
    }

    @TestFactory
    Stream<DynamicContainer> factoriesOfSamplersKeepTheContract() {
        return FactoryContract.ofAll(ComponentKind.SAMPLER);
    }
}
