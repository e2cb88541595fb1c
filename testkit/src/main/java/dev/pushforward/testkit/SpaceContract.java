package dev.pushforward.testkit;

import static dev.pushforward.testkit.TensorAssertions.assertClose;
import static dev.pushforward.testkit.TensorAssertions.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/**
 * What every space must do: projections change nothing on the space and end on it; geodesics stay on it, begin at their
 * point and are as long as their velocity says, and {@code log} gives that velocity back; parallel transport keeps
 * inner products, ends tangent and turns nothing on its way; the divergence of a tangent field agrees with differences
 * along geodesics, and so does its gradient; reference draws lie on it and are determined by their key.
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
        return create().project(create().reference(DType.FLOAT64, POINTS, KEY.split("points")));
    }

    /** Ambient vectors, {@code [n, d]}. */
    private Tensor vectors() {
        return vectors("vectors");
    }

    private Tensor vectors(String key) {
        return Tensor.normal(DType.FLOAT64, KEY.split(key).generator(), POINTS, create().ambientDimension());
    }

    @Test
    public void referenceDrawsHaveItsCoordinatesAndLieOnIt() {
        Space space = create();
        int d = space.ambientDimension();
        assertTrue(
                space.dimension() >= 1 && space.dimension() <= d,
                space.dimension() + " degrees of freedom and " + d + " coordinates");
        for (int n : new int[] {0, 1, POINTS}) {
            for (DType dtype : DType.values()) {
                Tensor drawn = space.reference(dtype, n, KEY);
                assertArrayEquals(new int[] {n, d}, drawn.shape(), "shape of " + n + " reference draws");
                assertEquals(dtype, drawn.dtype(), "precision of the reference draws");
                assertClose(
                        "projected reference draws",
                        drawn,
                        space.project(drawn),
                        dtype == DType.FLOAT32 ? 1e-5 : TOLERANCE);
            }
        }
    }

    @Test
    public void referenceDrawsAreDeterminedByTheirKey() {
        assertSameBits("reference draws by one key", reference(KEY), reference(KEY));
        boolean same = Arrays.equals(
                reference(KEY).toDoubleArray(), reference(KEY.split(1)).toDoubleArray());
        assertFalse(same, "two keys give the same reference draws");
    }

    private Tensor reference(RandomStream key) {
        return create().reference(DType.FLOAT32, POINTS, key);
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

    /** Of short geodesics; to points anywhere it leads at least there. */
    @Test
    public void logInvertsExp() {
        Space space = create();
        Tensor x = points();
        Tensor v = space.tangent(x, vectors()).mul(0.01);
        assertClose(
                "log of the ends of geodesics over 0.01",
                v.mul(100),
                space.log(x, space.exp(x, v)).mul(100),
                1e-5);
        Tensor y = space.project(space.reference(DType.FLOAT64, POINTS, KEY.split("others")));
        Tensor to = space.log(x, y);
        assertClose("log, projected onto the tangent space", to, space.tangent(x, to), TOLERANCE);
        assertClose("where log leads", y, space.exp(x, to), TOLERANCE);
        assertClose("length of log", space.distance(x, y), to.square().sum(1).sqrt(), TOLERANCE);
    }

    @Test
    public void transportKeepsInnerProductsAndEndsTangent() {
        Space space = create();
        Tensor x = points();
        Tensor v = space.tangent(x, vectors());
        Tensor a = space.tangent(x, vectors("first"));
        Tensor b = space.tangent(x, vectors("second"));
        Tensor carriedA = space.transport(x, v, a);
        Tensor carriedB = space.transport(x, v, b);
        Tensor end = space.exp(x, v);
        assertClose("transported vectors, projected", carriedA, space.tangent(end, carriedA), TOLERANCE);
        assertClose(
                "lengths of transported vectors",
                a.square().sum(1),
                carriedA.square().sum(1),
                TOLERANCE);
        assertClose(
                "inner products of transported vectors",
                a.mul(b).sum(1),
                carriedA.mul(carriedB).sum(1),
                TOLERANCE);
        assertClose("transported nowhere", a, space.transport(x, v.mul(0), a), TOLERANCE);
    }

    /** Its derivative along the geodesic has no tangent part, and half the way twice is the way. */
    @Test
    public void transportTurnsNothing() {
        Space space = create();
        Tensor x = points();
        Tensor v = space.tangent(x, vectors());
        Tensor w = space.tangent(x, vectors("first"));
        double h = 1e-4;
        Tensor change = space.transport(x, v.mul(h), w)
                .sub(space.transport(x, v.mul(-h), w))
                .div(2 * h);
        assertClose(
                "change of a vector that is transported, in the tangent space",
                w.mul(0),
                space.tangent(x, change),
                TOLERANCE);
        Tensor half = v.mul(0.5);
        Tensor middle = space.exp(x, half);
        Tensor onwards = space.transport(x, half, half); // the velocity there
        assertClose("half a geodesic twice", space.exp(x, v), space.exp(middle, onwards), TOLERANCE);
        assertClose(
                "half a transport twice",
                space.transport(x, v, w),
                space.transport(middle, onwards, space.transport(x, half, w)),
                TOLERANCE);
    }

    @Test
    public void divergenceAgreesWithDifferencesAlongGeodesics() {
        Space space = create();
        Tensor x = points();
        int d = space.ambientDimension();
        double h = 1e-5;
        Tensor sum = Tensor.zeros(DType.FLOAT64, POINTS);
        for (int i = 0; i < d; i++) {
            double[] unit = new double[d];
            unit[i] = 1;
            Tensor u = space.tangent(x, x.like(unit, d).broadcastTo(x.shape()));
            Tensor change = field(space.exp(x, u.mul(h))).sub(field(space.exp(x, u.mul(-h))));
            sum = sum.add(change.mul(u).sum(1).div(2 * h));
        }
        Tensor divergence = divergence(x);
        assertArrayEquals(new int[] {POINTS}, divergence.shape(), "shape of the divergence at " + POINTS + " points");
        assertClose("divergence against differences of the field", sum, divergence, TOLERANCE);
    }

    @Test
    public void divergenceIsDifferentiable() {
        Space space = create();
        Tensor x = points();
        Tensor v = space.tangent(x, vectors());
        double h = 1e-5;
        Tensor differences = divergence(space.exp(x, v.mul(h)))
                .sub(divergence(space.exp(x, v.mul(-h))))
                .div(2 * h);
        Tensor at = x.tracked();
        Tensor slope =
                Gradient.of(space.divergence(at, field(at))).wrt(at).mul(v).sum(1);
        assertClose("derivative of the divergence along geodesics", differences, slope, 1e-5);
    }

    /** A smooth tangent field. */
    private Tensor field(Tensor x) {
        int d = create().ambientDimension();
        Tensor w = Tensor.normal(DType.FLOAT64, KEY.split("field").generator(), d, d);
        return create().tangent(x, x.matmul(w).sin());
    }

    private Tensor divergence(Tensor x) {
        Tensor at = x.tracked();
        return create().divergence(at, field(at)).detach();
    }
}
