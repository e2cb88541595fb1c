import dev.pushforward.core.spi.TargetFactory;
import dev.pushforward.targets.internal.AustralianFactory;
import dev.pushforward.targets.internal.BananaFactory;
import dev.pushforward.targets.internal.CoinSvgdFunnelFactory;
import dev.pushforward.targets.internal.CorrelatedGaussianFactory;
import dev.pushforward.targets.internal.CovertypeFactory;
import dev.pushforward.targets.internal.DonutFactory;
import dev.pushforward.targets.internal.DoubleWellFactory;
import dev.pushforward.targets.internal.FunnelFactory;
import dev.pushforward.targets.internal.FunnelNdFactory;
import dev.pushforward.targets.internal.Gauss2Factory;
import dev.pushforward.targets.internal.Gauss8Factory;
import dev.pushforward.targets.internal.GaussianMixtureFactory;
import dev.pushforward.targets.internal.GermanFactory;
import dev.pushforward.targets.internal.HeartFactory;
import dev.pushforward.targets.internal.LaplaceFactory;
import dev.pushforward.targets.internal.LogisticRegressionFactory;
import dev.pushforward.targets.internal.Mog2Factory;
import dev.pushforward.targets.internal.NormalFactory;
import dev.pushforward.targets.internal.PointsFactory;
import dev.pushforward.targets.internal.RosenbrockFactory;
import dev.pushforward.targets.internal.SquiggleFactory;
import dev.pushforward.targets.internal.StudentTFactory;
import dev.pushforward.targets.internal.T1Factory;
import dev.pushforward.targets.internal.T2Factory;
import dev.pushforward.targets.internal.T3Factory;
import dev.pushforward.targets.internal.U1Factory;
import dev.pushforward.targets.internal.U2Factory;
import dev.pushforward.targets.internal.U3Factory;
import dev.pushforward.targets.internal.U4Factory;

/** Densities and data sets to learn from. */
module dev.pushforward.targets {
    requires transitive dev.pushforward.core;

    exports dev.pushforward.targets;

    provides TargetFactory with
            AustralianFactory,
            BananaFactory,
            CoinSvgdFunnelFactory,
            CorrelatedGaussianFactory,
            CovertypeFactory,
            DonutFactory,
            DoubleWellFactory,
            FunnelFactory,
            FunnelNdFactory,
            Gauss2Factory,
            Gauss8Factory,
            GaussianMixtureFactory,
            GermanFactory,
            HeartFactory,
            LaplaceFactory,
            LogisticRegressionFactory,
            Mog2Factory,
            NormalFactory,
            PointsFactory,
            RosenbrockFactory,
            SquiggleFactory,
            StudentTFactory,
            T1Factory,
            T2Factory,
            T3Factory,
            U1Factory,
            U2Factory,
            U3Factory,
            U4Factory;
}
