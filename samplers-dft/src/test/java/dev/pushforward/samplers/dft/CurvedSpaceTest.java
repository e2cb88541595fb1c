package dev.pushforward.samplers.dft;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.pushforward.core.Compute;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Schedule;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.testkit.OnCircle;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CurvedSpaceTest {
    /** Its noise would carry points off the circle. */
    @Test
    void aTargetOnACurvedSpaceIsRefused() {
        var network = new MlpSettings(List.of(4), Activation.TANH, Initialization.PYTORCH);
        DenoisingFisherSampler sampler = SmallSamplers.dft(
                1, 10, network, Schedule.constant(0.1), Optional.empty(), new NormalFit(0), Compute.standard());
        var e = assertThrows(IllegalArgumentException.class, () -> sampler.start(new OnCircle(), RandomStream.of(1))
                .close());
        assertEquals(
                "denoising Fisher training works in R^d, and OnCircle lives on Circle[plane=Euclidean[dimension=2]]:"
                        + " its points would leave that space",
                e.getMessage());
    }
}
