package dev.pushforward.core.dynamics;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.DivergenceException;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.dynamics.AnnealedParticles.Agreement;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class AnnealedParticlesTest {
    /** Small enough for a test. */
    private static final AnnealingSettings SMALL = new AnnealingSettings(1000, 0.2, 1000);

    private record Density(int dimension, UnaryOperator<Tensor> log) implements DensityTarget {
        @Override
        public Space space() {
            return new Euclidean(dimension);
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return log.apply(x);
        }
    }

    /** {@code log q = u/2 + 6 u^2 - u^4 - v^2/2}: its left mode has 0.156 of the mass. */
    private static Tensor doubleWell(Tensor x) {
        Tensor u = x.column(0);
        Tensor v = x.column(1);
        return u.mul(0.5)
                .add(u.square().mul(6))
                .sub(u.square().square())
                .sub(v.square().mul(0.5));
    }

    private static final double LOG_Z = 164.695675 / 16; // by quadrature
    private static final double LEFT = 0.156;

    private static double left(AnnealedParticles particles, double boundary) {
        double[] logs = particles.draws().logWeights().orElseThrow().toDoubleArray();
        double left = 0;
        double all = 0;
        for (int i = 0; i < logs.length; i++) {
            double w = Math.exp(logs[i] - particles.evidence().value());
            all += w;
            left += particles.draws().points().get(i, 0) < boundary ? w : 0;
        }
        assertEquals(logs.length, all, 1e-6 * logs.length, "the mean weight is the estimate of Z");
        return left / all;
    }

    /**
     * In any unit and at any place, with nothing told. False-alarm rate of a case about 1 %: six standard errors, which
     * come from four islands, and the mass within four standard deviations of 250 independent points.
     */
    @Test
    void findsBothModesAndTheEvidenceWhereverTheyAre() {
        for (double[] place : new double[][] {{1, 0}, {0.01, 3}, {1000, -40_000}}) {
            double unit = place[0];
            double centre = place[1];
            var target = new Density(2, x -> doubleWell(x.sub(centre).div(unit)));
            var particles = AnnealedParticles.of(
                    target, SMALL, RandomStream.of(3), new Compute(DType.FLOAT64, Workers.common()));
            LogEvidence z = particles.evidence();
            assertEquals(LOG_Z + 2 * Math.log(unit), z.value(), 6 * z.standardError(), "unit " + unit);
            assertTrue(z.standardError() < 0.2, "standard error " + z.standardError());
            assertEquals(LEFT, left(particles, centre), 0.09);
            double mean = particles.mean().get(0, 0);
            assertEquals(centre + unit * 1.73 * (1 - 2 * LEFT), mean, 0.35 * unit);
            assertEquals(unit * unit, particles.covariance().get(1, 1), 0.25 * unit * unit);
        }
    }

    /** {@code N((1, -2), diag(0.25, 9))} in the half plane right of its first mean, where Z is 1/2. */
    @Test
    void aDensityWithAnEdge() {
        var target = new Density(2, x -> {
            Tensor u = x.column(0).sub(1);
            Tensor v = x.column(1).add(2);
            Tensor log = u.square().mul(-2).sub(v.square().div(18)).sub(Math.log(2 * Math.PI * 1.5));
            Tensor outside = Tensor.full(x.dtype(), Double.NEGATIVE_INFINITY, x.size(0));
            return Tensor.where(u.greaterThan(Tensor.zeros(x.dtype(), x.size(0))), log, outside);
        });
        var particles = AnnealedParticles.of(target, SMALL, RandomStream.of(5), Compute.standard());
        LogEvidence z = particles.evidence();
        assertEquals(Math.log(0.5), z.value(), 6 * z.standardError());
        assertEquals(0, left(particles, 1));
        assertEquals(1 + 0.5 * Math.sqrt(2 / Math.PI), particles.mean().get(0, 0), 0.08);
    }

    @Test
    void theSameKeyGivesTheSameBitsOnAnyNumberOfThreads() {
        var target = new Density(2, AnnealedParticlesTest::doubleWell);
        var one = AnnealedParticles.of(target, SMALL, RandomStream.of(1), new Compute(DType.FLOAT32, Workers.of(1)));
        var three = AnnealedParticles.of(target, SMALL, RandomStream.of(1), new Compute(DType.FLOAT32, Workers.of(3)));
        assertArrayEquals(
                one.draws().points().toDoubleArray(), three.draws().points().toDoubleArray());
        assertEquals(one.runs(), three.runs());
        var other = AnnealedParticles.of(target, SMALL, RandomStream.of(2), new Compute(DType.FLOAT32, Workers.of(1)));
        assertNotEquals(one.evidence(), other.evidence());
    }

    /** Wells whose barriers no run of this effort crosses, in 40 dimensions: it must not say that two runs agree. */
    @Test
    void saysSoWhereItCannotTell() {
        var target = new Density(40, x -> x.square()
                .mul(6)
                .sub(x.square().square())
                .add(x.mul(0.5))
                .mul(3)
                .sum(1));
        var particles = AnnealedParticles.of(
                target, new AnnealingSettings(200, 0.05, 300), RandomStream.of(1), Compute.standard());
        assertNotEquals(Agreement.AGREE, particles.agreement());
        assertTrue(particles.summary().contains("larger budget"), particles.summary());
        assertEquals(
                particles.evaluations(),
                particles.runs().stream()
                        .mapToLong(AnnealedParticles.Run::evaluations)
                        .sum(),
                0.9 * particles.evaluations());
    }

    @Test
    void refusesWhatHasNoMassWithinReach() {
        var flat = new Density(1, x -> x.column(0).mul(0));
        var thrown = assertThrows(
                DivergenceException.class,
                () -> AnnealedParticles.of(flat, SMALL, RandomStream.of(1), Compute.standard()));
        assertTrue(thrown.getMessage().contains("is wide enough for Density"), thrown.getMessage());
        var nowhere = new Density(1, x -> x.column(0).mul(Double.NaN));
        var undefined = assertThrows(
                DivergenceException.class,
                () -> AnnealedParticles.of(nowhere, SMALL, RandomStream.of(1), Compute.standard()));
        assertTrue(undefined.getMessage().contains("not finite at all 512 points"), undefined.getMessage());
    }

    @Test
    void estimatesOfZAreAveragedAsTheyAre() {
        LogEvidence z = LogEvidence.of(Math.log(1), Math.log(3), Math.log(2), Math.log(2));
        assertEquals(Math.log(2), z.value(), 1e-12);
        assertEquals(Math.sqrt(2.0 / 3) / 2 / Math.sqrt(4), z.standardError(), 1e-12);
        assertEquals(
                new LogEvidence(800, 0).value(),
                LogEvidence.of(800, 800, Double.NEGATIVE_INFINITY, 800).value() - Math.log(0.75),
                1e-12);
    }

    @Test
    void settingsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> new AnnealingSettings(199, 0.1, 10));
        assertThrows(IllegalArgumentException.class, () -> new AnnealingSettings(200, Double.NaN, 10));
        assertThrows(IllegalArgumentException.class, () -> new AnnealingSettings(200, 0.1, 0));
    }
}
