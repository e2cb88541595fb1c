package dev.pushforward.samplers.fisher;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pushforward.core.Compute;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.testkit.ImplicitSamplerContract;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * With both terms of the loss: two estimates in the state, and a target under noise that is drawn anew in each
 * iteration.
 */
class NoisedAfisContractTest extends ImplicitSamplerContract {
    @Override
    protected ImplicitSampler create(Compute compute) {
        return SmallSamplers.fisher(
                FisherLoss.EXACT, 100, Optional.of(new NoisedDivergence(Schedule.constant(10), 0.8, 200)), compute);
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
