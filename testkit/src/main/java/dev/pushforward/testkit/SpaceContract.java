package dev.pushforward.testkit;

import static dev.pushforward.testkit.TensorAssertions.assertClose;
import static dev.pushforward.testkit.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * What every space must do: projections change nothing on the space and end on it; geodesics stay on it, begin at their
 * point and are as long as their velocity says; reference draws lie on it and are determined by their key.
 */
public abstract class SpaceContract {
    private static final int POINTS = 20;
    private static final double TOLERANCE = 1e-6;
    private static final RandomStream KEY = RandomStream.of(63_841);

    /** For subclasses. */
    protected SpaceContract() {}

    /** The space under test. */
    protected abstract Space create();

    /** Points of the space in double precision, {@code [n, d]}. */
    private Tensor points() {
        return create().project(create().reference(POINTS, KEY.split("points")).cast(DType.FLOAT64));
    }

    /** Ambient vectors, {@code [n, d]}. */
    private Tensor vectors() {
        return Tensor.normal(DType.FLOAT64, KEY.split("vectors").generator(), POINTS, create().ambientDimension());
    }

    @Test
    public void referenceDrawsHaveItsCoordinatesAndLieOnIt() {
        Space space = create();
        int d = space.ambientDimension();
        assertTrue(
                space.dimension() >= 1 && space.dimension() <= d,
                space.dimension() + " degrees of freedom and " + d + " coordinates");
        for (int n : new int[] {0, 1, POINTS}) {
            assertArrayEquals(new int[] {n, d}, space.reference(n, KEY).shape(), "shape of " + n + " reference draws");
        }
        Tensor drawn = space.reference(POINTS, KEY).cast(DType.FLOAT64);
        // drawn in single precision perhaps
        assertClose("projected reference draws", drawn, space.project(drawn), 1e-5);
    }

    @Test
    public void referenceDrawsAreDeterminedByTheirKey() {
        assertSameBits("reference draws by one key", create().reference(POINTS, KEY), create().reference(POINTS, KEY));
        boolean same = Arrays.equals(
                create().reference(POINTS, KEY).toDoubleArray(),
                create().reference(POINTS, KEY.split(1)).toDoubleArray());
        assertFalse(same, "two keys give the same reference draws");
    }

    @Test
    public void projectionsChangeNothingThatIsProjected() {
        Space space = create();
        Tensor x = space.project(vectors());
        assertClose("points projected twice", x, space.project(x), TOLERANCE);
        Tensor v = space.tangent(points(), vectors());
        assertClose("tangent vectors projected twice", v, space.tangent(points(), v), TOLERANCE);
    }

    @Test
    public void geodesicsBeginAtTheirPointAndStayOnIt() {
        Space space = create();
        Tensor x = points();
        Tensor v = space.tangent(x, vectors());
        assertClose("where geodesics of no velocity end", x, space.exp(x, v.mul(0)), TOLERANCE);
        Tensor end = space.exp(x, v);
        assertClose("projected ends of geodesics", end, space.project(end), TOLERANCE);
    }

    /** Short ones: a long one may come back on itself. */
    @Test
    public void geodesicsAreAsLongAsTheirVelocitySays() {
        Space space = create();
        Tensor x = points();
        Tensor v = space.tangent(x, vectors()).mul(1e-3);
        Tensor length = v.square().sum(1).sqrt();
        Tensor distance = space.distance(x, space.exp(x, v));
        assertArrayEquals(new int[] {POINTS}, distance.shape(), "shape of the distances of " + POINTS + " points");
        assertClose(
                "lengths of geodesics over those of their velocities",
                Tensor.full(DType.FLOAT64, 1, POINTS),
                distance.div(length),
                1e-4);
        assertClose("distances there and back", distance, space.distance(space.exp(x, v), x), TOLERANCE);
    }
}
