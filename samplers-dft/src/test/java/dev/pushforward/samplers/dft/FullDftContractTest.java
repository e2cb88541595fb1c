package dev.pushforward.samplers.dft;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.samplers.fisher.ExactScoreMatching;
import dev.pushforward.testkit.ImplicitSamplerContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * With all there is: a sigma that changes in each iteration, a second divergence, and an estimator that does not
 * smooth.
 */
class FullDftContractTest extends ImplicitSamplerContract {
    @Override
    protected ImplicitSampler create(Compute compute) {
        return SmallSamplers.dft(
                Schedule.geometric(1, 0.1, 100),
                Optional.of(new NoisedDivergence(Schedule.geometric(10, 1, 199), 0.8, 200)),
                new ExactScoreMatching(),
                compute);
    }

    /**
     * The law under noise is weighed by exponentials of the log density, which no minibatch estimates without bias: it
     * sees the whole.
     */
    @Override
    @Test
    public void stepsSeeMinibatchesOnly() {
        assertThrows(AssertionError.class, super::stepsSeeMinibatchesOnly);
    }
}
