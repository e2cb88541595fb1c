package org.example.parts;

import dev.pushforward.core.nn.Network;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.testkit.NetworkContract;

class RadialBasisTest extends NetworkContract {
    @Override
    protected Network create(DType dtype, RandomStream random) {
        return RadialBasis.create(2, 3, 4, dtype, random.generator());
    }
}
