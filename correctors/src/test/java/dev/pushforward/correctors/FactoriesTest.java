package dev.pushforward.correctors;

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
    void allCorrectorsAreFound() {
        assertEquals(
                List.of("hmc", "langevin", "mala", "parallel-tempering", "random-walk", "sgld", "svgd"),
                ComponentRegistry.load().names(ComponentKind.CORRECTOR));
    }

    @TestFactory
    Stream<DynamicContainer> factoriesOfCorrectorsKeepTheContract() {
        return FactoryContract.ofAll(ComponentKind.CORRECTOR);
    }
}
