package dev.pushforward.targets;

import dev.pushforward.core.Target;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.testkit.TargetContract;
import org.junit.jupiter.api.Nested;

/** Every target keeps the contract, each with parameters that are not its defaults where it has some. */
class TargetContractsTest {
    @Nested
    class CorrelatedGaussian extends TargetContract {
        @Override
        protected Target create() {
            return new Gaussian(new double[] {-1, 1, 0.5}, new double[][] {{1, 0, 0}, {0.5, 2, 0}, {-0.3, 0.4, 0.5}});
        }
    }

    @Nested
    class PlaneGaussian extends TargetContract {
        @Override
        protected Target create() {
            return new Gaussian(new double[] {-1, 1}, new double[][] {{1 / 2.75, 0.5 / 2.75}, {0.5 / 2.75, 3 / 2.75}});
        }
    }

    @Nested
    class TwoGaussians extends TargetContract {
        @Override
        protected Target create() {
            return new GaussianMixture(new double[][] {{-2, 2}, {2, -2}}, Math.sqrt(0.5), new double[] {1, 1});
        }
    }

    @Nested
    class TwoOverlappingGaussiansOfUnequalWeight extends TargetContract {
        @Override
        protected Target create() {
            return new GaussianMixture(new double[][] {{-1, -1}, {1, 0.5}}, 1.2, new double[] {1, 3});
        }
    }

    @Nested
    class ThreeOverlappingGaussians extends TargetContract {
        @Override
        protected Target create() {
            return new GaussianMixture(new double[][] {{-1, -1}, {1, 0.5}, {0, 2}}, 0.8, new double[] {1, 3, 2});
        }
    }

    @Nested
    class MixtureInTwentyDimensions extends TargetContract {
        @Override
        protected Target create() {
            double[][] means = new double[5][20];
            for (int k = 0; k < 5; k++) {
                for (int j = 0; j < 20; j++) {
                    means[k][j] = 3 + Math.sin(1 + 7 * k + 3 * j);
                }
            }
            return new GaussianMixture(means, 1, new double[] {1, 2, 3, 4, 5});
        }
    }

    @Nested
    class CrescentBanana extends TargetContract {
        @Override
        protected Target create() {
            return new Banana();
        }
    }

    @Nested
    class PlaneRosenbrock extends TargetContract {
        @Override
        protected Target create() {
            return new Rosenbrock();
        }
    }

    @Nested
    class PlaneSquiggle extends TargetContract {
        @Override
        protected Target create() {
            return new Squiggle();
        }
    }

    @Nested
    class PlaneDonut extends TargetContract {
        @Override
        protected Target create() {
            return new Donut(2.5, 0.5);
        }
    }

    /** With a hole smaller than its radial spread. */
    @Nested
    class FilledDonut extends TargetContract {
        @Override
        protected Target create() {
            return new Donut(0.3, 1.5);
        }
    }

    @Nested
    class PlaneFunnel extends TargetContract {
        @Override
        protected Target create() {
            return new Funnel(2, 4, 3, 1);
        }
    }

    @Nested
    class FunnelInTenDimensions extends TargetContract {
        @Override
        protected Target create() {
            return new Funnel(10, 0, 1.5, 0);
        }
    }

    @Nested
    class PublishedWrongFunnel extends TargetContract {
        @Override
        protected Target create() {
            return new CoinSvgdFunnel();
        }
    }

    @Nested
    class TiltedDoubleWell extends TargetContract {
        @Override
        protected Target create() {
            return new DoubleWell(-0.5, -6, 1);
        }
    }

    @Nested
    class SingleWell extends TargetContract {
        @Override
        protected Target create() {
            return new DoubleWell(1.5, 2, 0.5);
        }
    }

    @Nested
    class U1 extends TargetContract {
        @Override
        protected Target create() {
            return new EnergyU1(6);
        }
    }

    @Nested
    class U2 extends TargetContract {
        @Override
        protected Target create() {
            return new EnergyU2(6);
        }
    }

    @Nested
    class U3 extends TargetContract {
        @Override
        protected Target create() {
            return new EnergyU3(6);
        }
    }

    @Nested
    class U4 extends TargetContract {
        @Override
        protected Target create() {
            return new EnergyU4(6);
        }
    }

    /** In a box that cuts off a good part of it. */
    @Nested
    class U3InASmallBox extends TargetContract {
        @Override
        protected Target create() {
            return new EnergyU3(2);
        }
    }

    @Nested
    class U1InASmallBox extends TargetContract {
        @Override
        protected Target create() {
            return new EnergyU1(2);
        }
    }

    @Nested
    class Normal extends TargetContract {
        @Override
        protected Target create() {
            return new IsotropicGaussian(5, 10, 0.3);
        }
    }

    @Nested
    class PlaneNormal extends TargetContract {
        @Override
        protected Target create() {
            return new IsotropicGaussian(2, -3, 0.3);
        }
    }

    @Nested
    class StudentTInOneDimension extends TargetContract {
        @Override
        protected Target create() {
            return new StudentT(1, 3);
        }
    }

    @Nested
    class StudentTInThePlane extends TargetContract {
        @Override
        protected Target create() {
            return new StudentT(2, 1.7);
        }
    }

    @Nested
    class LaplaceInThePlane extends TargetContract {
        @Override
        protected Target create() {
            return new Laplace(2, 1.3);
        }
    }

    @Nested
    class LaplaceInManyDimensions extends TargetContract {
        @Override
        protected Target create() {
            return new Laplace(30, 0.5);
        }
    }

    @Nested
    class SmallLogisticRegression extends TargetContract {
        @Override
        protected Target create() {
            double[][] features = {{1, 20, 3}, {2, 10, 5}, {0, 15, 4}, {1, 30, 1}, {5, 12, 2}};
            return new LogisticRegression(features, new double[] {0, 1, 1, 0, 1});
        }

        @Override
        protected Tensor points() {
            return Tensor.of(DType.FLOAT64, new double[] {0.5, -1, 2, 0.1, 0, 0, 0, 0, -30, 20, 3, 4}, 3, 4);
        }
    }
}
