package dev.pushforward.testkit;

import static dev.pushforward.testkit.Contracts.assertKept;
import static dev.pushforward.testkit.Contracts.assertOnlyBroken;

import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
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
        public Tensor distance(Tensor x, Tensor y) {
            return x.sub(y).square().sum(1).sqrt();
        }

        @Override
        public Tensor reference(int n, RandomStream random) {
            return project(Tensor.normal(DType.FLOAT64, random.generator(), n, 3));
        }

        @Override
        public OptionalDouble logVolume() {
            return OptionalDouble.empty();
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
    }

    @Test
    void reference() {
        assertOnlyBroken(
                of(new ZeroSum() {
                    @Override
                    public Tensor reference(int n, RandomStream random) {
                        return super.reference(n, random).add(n == 20 ? 0.1 : 0);
                    }
                }),
                "referenceDrawsHaveItsCoordinatesAndLieOnIt");
    }

    @Test
    void key() {
        assertOnlyBroken(
                of(new ZeroSum() {
                    @Override
                    public Tensor reference(int n, RandomStream random) {
                        return super.reference(n, RandomStream.of(1));
                    }
                }),
                "referenceDrawsAreDeterminedByTheirKey");
    }

    @Test
    void projection() {
        assertOnlyBroken(
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
        assertOnlyBroken(
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
        assertOnlyBroken(
                of(new ZeroSum() {
                    @Override
                    public Tensor distance(Tensor x, Tensor y) {
                        return super.distance(x, y).mul(2);
                    }
                }),
                "geodesicsAreAsLongAsTheirVelocitySays");
    }
}
