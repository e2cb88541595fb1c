package dev.pushforward.testkit;

import static dev.pushforward.testkit.Contracts.assertBroken;
import static dev.pushforward.testkit.Contracts.assertKept;
import static dev.pushforward.testkit.Contracts.assertOnlyBroken;
import static dev.pushforward.testkit.TensorAssertions.assertClose;

import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

/** Each clause of the contract catches a space that is wrong in that way. */
class SpaceContractTest {
    /** Points of R^3 whose coordinates sum to 0, to be made wrong in one method. */
    private static class ZeroSum implements Space {
        @Override
        public int ambientDimension() {
            return 3;
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public Tensor project(Tensor x) {
            return x.sub(x.mean(1).unsqueeze(1));
        }

        @Override
        public Tensor tangent(Tensor x, Tensor v) {
            return v.sub(v.mean(1).unsqueeze(1));
        }

        @Override
        public Tensor exp(Tensor x, Tensor v) {
            return x.add(v);
        }

        @Override
        public Tensor log(Tensor x, Tensor y) {
            return y.sub(x);
        }

        @Override
        public Tensor transport(Tensor x, Tensor v, Tensor w) {
            return w;
        }

        @Override
        public Tensor distance(Tensor x, Tensor y) {
            return x.sub(y).square().sum(1).sqrt();
        }

        @Override
        public Tensor reference(DType dtype, int n, RandomStream random) {
            return project(Tensor.normal(dtype, random.generator(), n, 3));
        }

        @Override
        public OptionalDouble logVolume() {
            return OptionalDouble.empty();
        }
    }

    /** The unit sphere of R^3: two vectors that are carried round a triangle come back turned. */
    private static class Sphere implements Space {
        private static final double ROUNDED = 1e-24;

        @Override
        public int ambientDimension() {
            return 3;
        }

        @Override
        public int dimension() {
            return 2;
        }

        @Override
        public Tensor project(Tensor x) {
            return x.div(length(x));
        }

        @Override
        public Tensor tangent(Tensor x, Tensor v) {
            return v.sub(x.mul(dot(x, v)));
        }

        @Override
        public Tensor exp(Tensor x, Tensor v) {
            Tensor angle = length(v);
            return x.mul(angle.cos()).add(v.mul(angle.sin().div(angle)));
        }

        @Override
        public Tensor log(Tensor x, Tensor y) {
            Tensor across = tangent(x, y);
            return across.div(length(across)).mul(distance(x, y).unsqueeze(1));
        }

        @Override
        public Tensor transport(Tensor x, Tensor v, Tensor w) {
            Tensor angle = length(v);
            Tensor ahead = v.div(angle);
            Tensor turned = ahead.mul(angle.cos().sub(1)).sub(x.mul(angle.sin()));
            return w.add(turned.mul(dot(ahead, w)));
        }

        @Override
        public Tensor distance(Tensor x, Tensor y) {
            return length(tangent(x, y)).atan2(dot(x, y)).reshape(x.size(0));
        }

        @Override
        public Tensor reference(DType dtype, int n, RandomStream random) {
            return project(Tensor.normal(dtype, random.generator(), n, 3));
        }

        @Override
        public OptionalDouble logVolume() {
            return OptionalDouble.of(Math.log(4 * Math.PI));
        }

        private static Tensor dot(Tensor a, Tensor b) {
            return a.mul(b).sum(1).unsqueeze(1);
        }

        private static Tensor length(Tensor v) {
            return v.square().sum(1).add(ROUNDED).sqrt().unsqueeze(1);
        }
    }

    private static SpaceContract of(Space space) {
        return new SpaceContract() {
            @Override
            protected Space create() {
                return space;
            }
        };
    }

    @Test
    void rightSpacesAreLetPass() {
        assertKept(of(new ZeroSum()));
        assertKept(of(new Euclidean(2)));
        assertKept(of(new OnCircle().space()));
        assertKept(of(new Sphere()));
    }

    @Test
    void reference() {
        assertOnlyBroken(
                of(new ZeroSum() {
                    @Override
                    public Tensor reference(DType dtype, int n, RandomStream random) {
                        return super.reference(dtype, n, random).add(n == 1 ? 0.1 : 0);
                    }
                }),
                "referenceDrawsHaveItsCoordinatesAndLieOnIt");
    }

    @Test
    void key() {
        assertOnlyBroken(
                of(new ZeroSum() {
                    @Override
                    public Tensor reference(DType dtype, int n, RandomStream random) {
                        return super.reference(dtype, n, RandomStream.of(1));
                    }
                }),
                "referenceDrawsAreDeterminedByTheirKey");
    }

    @Test
    void precision() {
        assertOnlyBroken(
                of(new ZeroSum() {
                    @Override
                    public Tensor reference(DType dtype, int n, RandomStream random) {
                        return super.reference(DType.FLOAT64, n, random);
                    }
                }),
                "referenceDrawsHaveItsCoordinatesAndLieOnIt");
    }

    @Test
    void projection() {
        assertBroken(
                of(new ZeroSum() {
                    @Override
                    public Tensor tangent(Tensor x, Tensor v) {
                        return super.tangent(x, v).mul(0.5);
                    }
                }),
                "projectionsChangeNothingThatIsProjected");
    }

    @Test
    void geodesics() {
        assertBroken(
                of(new ZeroSum() {
                    @Override
                    public Tensor exp(Tensor x, Tensor v) {
                        // leaves the space, by little where it is slow
                        return x.add(v).add(v.square().sum(1).unsqueeze(1).mul(0.1));
                    }
                }),
                "geodesicsBeginAtTheirPointAndStayOnIt");
    }

    @Test
    void lengths() {
        assertBroken(
                of(new ZeroSum() {
                    @Override
                    public Tensor distance(Tensor x, Tensor y) {
                        return super.distance(x, y).mul(2);
                    }
                }),
                "geodesicsAreAsLongAsTheirVelocitySays");
    }

    @Test
    void logarithm() {
        assertOnlyBroken(
                of(new ZeroSum() {
                    @Override
                    public Tensor log(Tensor x, Tensor y) {
                        return x.sub(y);
                    }
                }),
                "logInvertsExp");
    }

    @Test
    void transportThatShortens() {
        assertBroken(
                of(new ZeroSum() {
                    @Override
                    public Tensor transport(Tensor x, Tensor v, Tensor w) {
                        // the velocity itself is kept, and what is no way to go
                        Tensor length = v.square().sum(1).unsqueeze(1);
                        Tensor along = v.mul(v.mul(w).sum(1).unsqueeze(1).div(length.add(1e-300)));
                        return w.sub(along).mul(length.neg().exp()).add(along);
                    }
                }),
                "transportKeepsInnerProductsAndEndsTangent");
    }

    @Test
    void transportThatLeavesTheTangentSpace() {
        assertBroken(
                of(new ZeroSum() {
                    @Override
                    public Tensor transport(Tensor x, Tensor v, Tensor w) {
                        return w.add(v.square().sum(1).unsqueeze(1));
                    }
                }),
                "transportKeepsInnerProductsAndEndsTangent");
    }

    /** A rotation of the plane by an angle that grows with the way: lengths and angles stay. */
    @Test
    void transportThatTurns() {
        assertOnlyBroken(
                of(new ZeroSum() {
                    @Override
                    public Tensor transport(Tensor x, Tensor v, Tensor w) {
                        Tensor angle = v.column(0).unsqueeze(1);
                        return w.mul(angle.cos()).add(quarterTurn(w).mul(angle.sin()));
                    }

                    private static Tensor quarterTurn(Tensor w) { // (1, 1, 1) / sqrt(3) x w
                        Tensor a = w.column(0);
                        Tensor b = w.column(1);
                        Tensor c = w.column(2);
                        return Tensor.stack(1, c.sub(b), a.sub(c), b.sub(a)).div(Math.sqrt(3));
                    }
                }),
                "transportTurnsNothing");
    }

    /** As if the sphere were flat. */
    @Test
    void transportThatDoesNothing() {
        assertBroken(
                of(new Sphere() {
                    @Override
                    public Tensor transport(Tensor x, Tensor v, Tensor w) {
                        return w;
                    }
                }),
                "transportKeepsInnerProductsAndEndsTangent");
    }

    @Test
    void divergenceOfTheAmbientField() {
        assertBroken(
                of(new Sphere() {
                    @Override
                    public Tensor divergence(Tensor x, Tensor field) {
                        return Gradient.divergence(field, x);
                    }
                }),
                "divergenceAgreesWithDifferencesAlongGeodesics");
    }

    @Test
    void divergenceThatIsAConstant() {
        assertOnlyBroken(
                of(new ZeroSum() {
                    @Override
                    public Tensor divergence(Tensor x, Tensor field) {
                        return super.divergence(x, field).detach();
                    }
                }),
                "divergenceIsDifferentiable");
    }

    /** {@code div(e_1 - x (x . e_1)) = -x . e_1} on the circle: {@code x . e_1} is the cosine of the angle. */
    @Test
    void theDivergenceOnTheCircle() {
        Space circle = new OnCircle().space();
        Tensor x = circle.reference(DType.FLOAT64, 9, RandomStream.of(3)).tracked();
        Tensor east = x.like(new double[] {1, 0}, 2).broadcastTo(9, 2);
        assertClose("divergence", x.column(0).neg(), circle.divergence(x, circle.tangent(x, east)), 1e-12);
    }
}
