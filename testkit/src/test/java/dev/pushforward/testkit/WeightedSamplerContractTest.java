package dev.pushforward.testkit;

import static dev.pushforward.testkit.Contracts.assertBroken;
import static dev.pushforward.testkit.Contracts.assertKept;
import static dev.pushforward.testkit.Contracts.assertOnlyBroken;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.WeighingSampler;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Each clause of the contract catches a sampler whose weights are wrong in that way. */
class WeightedSamplerContractTest {
    private static final double[] CENTRE = {0.5, 0.3};

    /** Importance sampling by {@code N((0.5, 0.3), 1.05^2 I)}, to be made wrong in one method. */
    private static class Importance implements WeighingSampler {
        private static final double WIDTH = 1.05;
        private final DensityTarget target;

        Importance(DensityTarget target) {
            this.target = target;
        }

        @Override
        public Draws draw(int n, RandomStream random) {
            Tensor x = noise(n, random).mul(WIDTH).add(Tensor.of(DType.FLOAT64, CENTRE, 2));
            return Draws.weighted(x, weigh(x));
        }

        Tensor noise(int n, RandomStream random) {
            return Tensor.normal(DType.FLOAT64, random.generator(), n, 2);
        }

        Tensor weigh(Tensor x) {
            Tensor z = x.sub(Tensor.of(DType.FLOAT64, CENTRE, 2)).div(WIDTH);
            Tensor proposal = z.square().sum(1).mul(-0.5).sub(2 * Math.log(WIDTH) + Math.log(2 * Math.PI));
            return target.logDensity(x).sub(proposal);
        }

        @Override
        public Tensor reverseLogWeights(Tensor x, RandomStream random) {
            return weigh(x);
        }
    }

    private static WeightedSamplerContract of(Function<DensityTarget, TrainedSampler> sampler) {
        return new WeightedSamplerContract() {
            @Override
            protected TrainedSampler create(DensityTarget target) {
                return sampler.apply(target);
            }
        };
    }

    @Test
    void importanceSamplingIsLetPass() {
        assertKept(of(Importance::new));
    }

    /** The same without the capability. */
    @Test
    void nobodyMustWeighGivenPoints() {
        assertKept(of(target -> new Importance(target)::draw));
    }

    @Test
    void noWeights() {
        assertBroken(
                of(target -> (n, random) ->
                        Draws.of(new Importance(target).draw(n, random).points())),
                "drawsCarryLogWeights");
    }

    /** Only the constant is missing, so means are right. */
    @Test
    void normaliserOfTheProposalForgotten() {
        assertBroken(
                of(target -> new Importance(target) {
                    @Override
                    Tensor weigh(Tensor x) {
                        return super.weigh(x).sub(Math.log(2 * Math.PI));
                    }
                }),
                "weightsEstimateTheNormaliser");
    }

    @Test
    void weightsThatAreNormalizedAlready() {
        assertBroken(
                of(target -> (n, random) -> {
                    Draws draws = new Importance(target).draw(n, random);
                    Tensor logs = draws.logWeights().orElseThrow();
                    return n == 0
                            ? draws
                            : Draws.weighted(
                                    draws.points(), logs.sub(logs.logSumExp(0)).add(Math.log(n)));
                }),
                "weightsEstimateTheNormaliser");
    }

    /** Z alone does not see it. */
    @Test
    void weightsOfOtherRows() {
        assertBroken(
                of(target -> (n, random) -> {
                    Draws draws = new Importance(target).draw(n, random);
                    Tensor logs = draws.logWeights().orElseThrow();
                    return n < 2
                            ? draws
                            : Draws.weighted(
                                    draws.points(), Tensor.concat(0, logs.slice(0, 1, n), logs.slice(0, 0, 1)));
                }),
                "weightedMeansAreThoseOfTheTarget");
    }

    @Test
    void weightsOfANarrowerProposal() {
        assertBroken(
                of(target -> new Importance(target) {
                    @Override
                    Tensor noise(int n, RandomStream random) {
                        return super.noise(n, random).mul(1.1);
                    }
                }),
                "weightsEstimateTheNormaliser");
    }

    /** Every four draws are one: they are worth a quarter of what their weights say. */
    @Test
    void drawsThatDependOnEachOther() {
        assertOnlyBroken(
                of(target -> (n, random) -> {
                    Importance sampler = new Importance(target);
                    int own = (n + 3) / 4;
                    Draws draws = sampler.draw(own, random);
                    int[] rows = IntStream.range(0, n).map(i -> i % own).toArray();
                    return Draws.weighted(
                            draws.points().gather(rows),
                            draws.logWeights().orElseThrow().gather(rows));
                }),
                "effectiveSampleSizeIsWhatItSays");
    }

    @Test
    void randomnessOfItsOwn() {
        var calls = new int[1];
        assertBroken(
                of(target -> (n, random) -> new Importance(target).draw(n, random.split(calls[0]++))),
                "drawsCarryLogWeights");
    }

    @Test
    void reverseWeightsOfTheOtherSign() {
        assertOnlyBroken(
                of(target -> new Importance(target) {
                    @Override
                    public Tensor reverseLogWeights(Tensor x, RandomStream random) {
                        return weigh(x).neg();
                    }
                }),
                "reverseWeightsEstimateTheInverseOfTheNormaliser");
    }

    @Test
    void reverseWeightsWithoutAConstant() {
        assertOnlyBroken(
                of(target -> new Importance(target) {
                    @Override
                    public Tensor reverseLogWeights(Tensor x, RandomStream random) {
                        return weigh(x).sub(0.1);
                    }
                }),
                "reverseWeightsEstimateTheInverseOfTheNormaliser");
    }
}
