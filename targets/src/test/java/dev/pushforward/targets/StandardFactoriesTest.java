package dev.pushforward.targets;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Target;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.spi.ComponentContext;
import dev.pushforward.core.spi.ComponentDescriptor;
import dev.pushforward.core.spi.ComponentFactory;
import dev.pushforward.core.spi.ComponentKind;
import dev.pushforward.core.spi.ComponentRegistry;
import dev.pushforward.core.spi.ComponentSpec;
import dev.pushforward.core.spi.Settings;
import dev.pushforward.core.spi.SettingsException;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.testkit.FactoryContract;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is found by name, and with which settings. */
class StandardFactoriesTest {
    private static final ComponentRegistry REGISTRY = ComponentRegistry.load();
    private static final ComponentContext CONTEXT = new ComponentContext() {
        @Override
        public Compute compute() {
            return Compute.standard();
        }

        @Override
        public <T> T create(ComponentSpec spec, Class<T> type) {
            throw new IllegalArgumentException("no target has parts");
        }

        @Override
        public Path data(String name) {
            return DataFolder.file(name);
        }
    };

    private static Target create(String name, Map<String, ?> settings) {
        ComponentFactory<?> factory =
                REGISTRY.find(ComponentKind.TARGET, name).orElseThrow().factory();
        return (Target) factory.create(Settings.of(factory.settings(), settings), CONTEXT);
    }

    @Test
    void allAreFound() {
        assertEquals(
                List.of(
                        "australian",
                        "banana",
                        "covertype",
                        "donut",
                        "double-well",
                        "funnel",
                        "funnel-coin-svgd",
                        "funnel-nd",
                        "gauss2",
                        "gauss8",
                        "gaussian",
                        "gaussian-mixture",
                        "german",
                        "heart",
                        "laplace",
                        "logistic-regression",
                        "mog2",
                        "normal",
                        "points",
                        "rosenbrock",
                        "squiggle",
                        "student-t",
                        "t1",
                        "t2",
                        "t3",
                        "u1",
                        "u2",
                        "u3",
                        "u4"),
                REGISTRY.names(ComponentKind.TARGET));
    }

    @TestFactory
    Stream<DynamicContainer> everyFactoryKeepsTheContract() {
        return FactoryContract.ofAll(ComponentKind.TARGET);
    }

    @TestFactory
    Stream<DynamicTest> everyTargetIsMadeWithItsDefaults() {
        return REGISTRY.all().stream()
                .filter(c -> c.kind() == ComponentKind.TARGET)
                .map(ComponentDescriptor::name)
                .filter(name -> !name.equals("points")) // which has no density, and no default for its file
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    var target = assertInstanceOf(DensityTarget.class, create(name, Map.of()));
                    Tensor x = target instanceof DataTarget data
                            ? data.draw(3, RandomStream.of(1))
                            : Tensor.zeros(DType.FLOAT64, 3, target.dimension());
                    assertTrue(target.logDensity(x).isFinite());
                }));
    }

    @Test
    void settingsReachTheTarget() {
        assertEquals(7, create("normal", Map.of("dimension", 7)).dimension());
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {0.5, -0.25}, 1, 2);
        var normal = (DensityTarget) create("normal", Map.of("dimension", 2, "mean", 10, "sd", 0.5));
        assertEquals(
                new IsotropicGaussian(2, 10, 0.5).logDensity(x).get(0),
                normal.logDensity(x).get(0));
        var t = (DensityTarget) create("student-t", Map.of("dimension", 2, "degrees-of-freedom", 5));
        assertEquals(new StudentT(2, 5).logDensity(x).get(0), t.logDensity(x).get(0));
        var laplace = (DensityTarget) create("laplace", Map.of("dimension", 2, "scale", 2));
        assertEquals(
                new Laplace(2, 2).logDensity(x).get(0), laplace.logDensity(x).get(0));
        var funnel = (DensityTarget) create("funnel-nd", Map.of("dimension", 2, "variance", 4));
        assertEquals(
                new Funnel(2, 0, 2, 0).logDensity(x).get(0),
                funnel.logDensity(x).get(0));
        var well = (DensityTarget) create("double-well", Map.of("a", 1, "b", -2, "c", 3));
        assertEquals(
                new DoubleWell(1, -2, 3).logDensity(x).get(0),
                well.logDensity(x).get(0));
        Tensor outside = Tensor.of(DType.FLOAT64, new double[] {5, 0.9}, 1, 2);
        var small = (DensityTarget) create("u2", Map.of("threshold", 4));
        var large = (DensityTarget) create("t2", Map.of());
        assertEquals(
                1, large.logDensity(outside).get(0) - small.logDensity(outside).get(0), 1e-12);
    }

    @Test
    void meansOfAMixtureAreGivenOrDrawnBySeed() {
        var given = Map.of(
                "dimension", 2, "components", 2, "means", List.of(1, 2, 3, 4), "weights", List.of(1, 3), "sd", 0.5);
        Tensor x = Tensor.of(DType.FLOAT64, new double[] {0.5, -0.25}, 1, 2);
        var expected = new GaussianMixture(new double[][] {{1, 2}, {3, 4}}, 0.5, new double[] {1, 3});
        assertEquals(
                expected.logDensity(x).get(0),
                ((DensityTarget) create("gaussian-mixture", given))
                        .logDensity(x)
                        .get(0));
        double[] one = draws(Map.of("seed", 1));
        assertArrayEquals(one, draws(Map.of("seed", 1)));
        assertTrue(one[0] != draws(Map.of("seed", 2))[0]);
        assertThrows(
                IllegalArgumentException.class, () -> create("gaussian-mixture", Map.of("means", List.of(1, 2, 3))));
        assertThrows(
                IllegalArgumentException.class, () -> create("gaussian-mixture", Map.of("weights", List.of(1, 2, 3))));
    }

    private static double[] draws(Map<String, ?> settings) {
        return ((DataTarget) create("gaussian-mixture", settings))
                .draw(5, RandomStream.of(9))
                .toDoubleArray();
    }

    @Test
    void dataSetsAreChosenByName() {
        assertEquals(14, create("logistic-regression", Map.of()).dimension());
        assertEquals(
                15, create("logistic-regression", Map.of("data", "australian")).dimension());
        assertEquals(25, create("german", Map.of()).dimension());
        var wrong = assertThrows(SettingsException.class, () -> create("logistic-regression", Map.of("data", "hart")));
        assertTrue(wrong.getMessage().contains("heart"), wrong.getMessage());
    }

    @Test
    void valuesOutOfRangeAreRefused() {
        assertThrows(SettingsException.class, () -> create("normal", Map.of("dimension", 0)));
        assertThrows(SettingsException.class, () -> create("normal", Map.of("sd", 0)));
        assertThrows(SettingsException.class, () -> create("double-well", Map.of("c", -1)));
        assertThrows(SettingsException.class, () -> create("u1", Map.of("threshold", Double.NaN)));
        assertThrows(SettingsException.class, () -> create("banana", Map.of("curvature", 2)));
    }
}
