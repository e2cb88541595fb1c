package org.example.parts;

import dev.pushforward.core.nn.Network;
import dev.pushforward.core.nn.Parameters;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/** {@code y = sum_k a_k exp(-|x - c_k|^2 exp(s_k))}: bumps around centres, whose sharpness and height are learned. */
public record RadialBasis(Parameters parameters) implements Network {
    /** Centres of k bumps drawn from N(0, I), all 1 wide, of small heights. */
    public static RadialBasis create(int inputs, int outputs, int k, DType dtype, RandomGenerator random) {
        Map<String, Tensor> initial = new LinkedHashMap<>();
        initial.put("centres", Tensor.normal(dtype, random, k, inputs));
        initial.put("log-sharpness", Tensor.zeros(dtype, k));
        initial.put("heights", Tensor.normal(dtype, random, k, outputs).mul(0.1));
        return new RadialBasis(new Parameters(initial));
    }

    @Override
    public Tensor apply(Tensor x) {
        Tensor c = parameters.get("centres"); // [k, inputs]
        Tensor square = x.square()
                .sum(1)
                .unsqueeze(1) // [n, k]
                .sub(x.matmulTransposed(c).mul(2))
                .add(c.square().sum(1));
        return square.mul(parameters.get("log-sharpness").exp()).neg().exp().matmul(parameters.get("heights"));
    }

    @Override
    public Network with(Parameters other) {
        return new RadialBasis(other);
    }

    @Override
    public int inputs() {
        return parameters.get("centres").size(1);
    }

    @Override
    public int outputs() {
        return parameters.get("heights").size(1);
    }
}
