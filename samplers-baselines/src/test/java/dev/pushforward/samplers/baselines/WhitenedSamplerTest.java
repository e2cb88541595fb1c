package dev.pushforward.samplers.baselines;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.SelfChecks;
import dev.pushforward.core.Space;
import dev.pushforward.core.Target;
import dev.pushforward.core.Training;
import dev.pushforward.core.coordinates.WhitenedSampler;
import dev.pushforward.core.generator.SelfCheckSettings;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.List;
import org.junit.jupiter.api.Test;

class WhitenedSamplerTest {
    private static final Compute COMPUTE = Compute.standard();

    /** {@code x ~ N(m, 0.01^2)}, {@code y | x ~ N(b + 800 x, 6^2)}: of widths 0.01 and 10, correlated. */
    private record Narrow(double m, double b) implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(2);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            Tensor u = x.column(0).sub(m).div(0.01);
            Tensor v = x.column(1).sub(b).sub(x.column(0).mul(800)).div(6);
            return u.square().add(v.square()).mul(-0.5);
        }
    }

    private static Tensor draws(ImplicitSampler sampler) {
        try (Training training = sampler.start(new Narrow(0.03, -50), RandomStream.of(5))) {
            for (int t = 0; t < SmallSamplers.KL.iterations; t++) {
                training.step();
            }
            return training.sampler().draw(20_000, RandomStream.of(6)).points();
        }
    }

    /** What fails in plain coordinates succeeds in whitened ones. Seeded: the outcome does not vary. */
    @Test
    void findsATargetOfVeryDifferentWidths() {
        ImplicitSampler plain = SmallSamplers.KL.create(COMPUTE);
        Tensor x = draws(new WhitenedSampler(plain, 1, 1, COMPUTE));
        assertEquals(0.03, x.column(0).mean().item(), 0.2 * 0.01);
        assertEquals(-26, x.column(1).mean().item(), 0.2 * 10);
        assertEquals(1, sd(x.column(0)) / 0.01, 0.25);
        assertEquals(1, sd(x.column(1)) / 10, 0.25);
        assertTrue(sd(draws(plain).column(1)) < 5, "the plain sampler has found the width too: the test shows nothing");
    }

    private static double sd(Tensor x) {
        return Math.sqrt(x.sub(x.mean()).square().mean().item());
    }

    /**
     * A fresh flow's law is the standard normal, which in whitened coordinates is this target: its loss is minus the
     * log normaliser, and the bound on it reached.
     */
    @Test
    void theLossOfAFlowIsThatOfTheTargetAsItIs() {
        try (Training training = new WhitenedSampler(SmallSamplers.COUPLING_FLOW.create(COMPUTE), 1, 1, COMPUTE)
                .start(new Narrow(0, 0), RandomStream.of(5))) {
            assertEquals(
                    -Math.log(2 * Math.PI * 0.01 * 6), training.step().values().get("loss"), 1e-3); // float32
        }
    }

    /** The checks are those of the sampler inside, which go on from a saved state as it does. */
    @Test
    void checksItselfInWhitenedCoordinates() {
        var check = new SelfCheckSettings(
                2, 200, 2, 100, new MlpSettings(List.of(16), Activation.TANH, Initialization.PYTORCH), true);
        var sampler = new WhitenedSampler(
                new SteinGan(SmallSamplers.STEINGAN.training(0).checkedBy(check), COMPUTE), 1, 1, COMPUTE);
        try (Training training = sampler.start(new Narrow(0.03, -50), RandomStream.of(5));
                Training resumed = sampler.start(new Narrow(0.03, -50), RandomStream.of(5))) {
            for (int t = 0; t < 5; t++) {
                training.step();
            }
            SelfChecks checks = training.checks().orElseThrow();
            assertEquals(2, checks.done().size());
            assertTrue(checks.selected().isPresent());
            assertEquals(
                    List.of("1", "1"),
                    checks.done().stream().map(c -> c.criterion().unit()).toList(),
                    "of lengths over lengths");
            assertEquals("1", checks.fresh(RandomStream.of(1)).criterion().unit());
            resumed.restore(training.state());
            assertEquals(checks.done(), resumed.checks().orElseThrow().done());
            assertEquals(
                    checks.fresh(RandomStream.of(1)),
                    resumed.checks().orElseThrow().fresh(RandomStream.of(1)));
        }
    }

    /**
     * Two whitenings, one in the coordinates of the other, each come back as they were saved: they are not the same
     * matrix.
     */
    @Test
    void whitenedTwiceGoesOnFromItsState() {
        ImplicitSampler once = new WhitenedSampler(SmallSamplers.STEINGAN.create(COMPUTE), 1, 1, COMPUTE);
        ImplicitSampler twice = new WhitenedSampler(once, 1, 1, COMPUTE);
        try (Training training = twice.start(new Narrow(0.03, -50), RandomStream.of(5));
                Training resumed = twice.start(new Narrow(0.03, -50), RandomStream.of(5))) {
            training.step();
            resumed.restore(training.state());
            training.step();
            resumed.step();
            assertArrayEquals(
                    training.sampler().draw(50, RandomStream.of(6)).points().toDoubleArray(),
                    resumed.sampler().draw(50, RandomStream.of(6)).points().toDoubleArray());
        }
    }

    /** An untrained flow is the identity, so that its law in x is N(0, H^-1), H the target's precision. */
    @Test
    void learnedDensityIsThatOfTheDraws() {
        var sampler = new WhitenedSampler(SmallSamplers.COUPLING_FLOW.create(COMPUTE), 1, 1, COMPUTE);
        try (Training training = sampler.start(new Narrow(0.03, -50), RandomStream.of(5))) {
            double[][] h = {{1e4 + 800.0 * 800 / 36, -800 / 36.0}, {-800 / 36.0, 1 / 36.0}};
            double x = 0.004;
            double y = -7;
            double form = h[0][0] * x * x + 2 * h[0][1] * x * y + h[1][1] * y * y;
            double expected = -form / 2 + 0.5 * Math.log(1e4 / 36) - Math.log(2 * Math.PI);
            DensityTarget density = training.sampler().learnedDensity().orElseThrow();
            assertEquals(
                    expected,
                    density.logDensity(Tensor.of(DType.FLOAT64, new double[] {x, y}, 1, 2))
                            .item(),
                    1e-3);
            assertEquals(0, density.logNormalizer().orElseThrow());
        }
    }

    @Test
    void needsADensity() {
        Target onlyDraws = new OnlyDraws();
        var sampler = new WhitenedSampler(SmallSamplers.KL.create(COMPUTE), 1, 1, COMPUTE);
        assertEquals(
                "whitening needs a density, and OnlyDraws offers draws only",
                assertThrows(IllegalArgumentException.class, () -> sampler.start(onlyDraws, RandomStream.of(1)))
                        .getMessage());
    }

    private record OnlyDraws() implements Target {
        @Override
        public Space space() {
            return new Euclidean(2);
        }
    }
}
