package dev.pushforward.samplers.fisher;

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
    void allSamplersAreFound() {
        assertEquals(List.of("afis", "direct", "fis"), ComponentRegistry.load().names(ComponentKind.SAMPLER));
    }

    @TestFactory
    Stream<DynamicContainer> factoriesOfSamplersKeepTheContract() {
        return FactoryContract.ofAll(ComponentKind.SAMPLER);
    }

    @Test
    void allScoreEstimatorsAreFound() {
        assertEquals(
                List.of("denoising-score-matching", "exact-score-matching", "sliced-score-matching"),
                ComponentRegistry.load().names(ComponentKind.SCORE_ESTIMATOR));
    }

    @TestFactory
    Stream<DynamicContainer> factoriesOfScoreEstimatorsKeepTheContract() {
        return FactoryContract.ofAll(ComponentKind.SCORE_ESTIMATOR);
    }
}
