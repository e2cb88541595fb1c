package dev.pushforward.samplers.baselines;

import dev.pushforward.core.nn.CouplingFlow;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.List;

/** A flow of four couplings in float64 that nobody has trained, and that is far from the identity. */
final class ArbitraryFlow {
    private ArbitraryFlow() {}

    static CouplingFlow of(int dimension) {
        RandomStream key = RandomStream.of(43);
        var network = new MlpSettings(List.of(9, 7), Activation.TANH, Initialization.PYTORCH);
        CouplingFlow flow = CouplingFlow.create(dimension, 4, network, DType.FLOAT64, key);
        Tensor flat = flow.parameters().flat();
        TensorMemory.copy(
                Tensor.normal(DType.FLOAT64, key.split("parameters").generator(), Math.toIntExact(flat.length()))
                        .mul(0.3),
                flat);
        return flow;
    }
}
