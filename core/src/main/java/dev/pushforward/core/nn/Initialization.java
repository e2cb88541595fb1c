package dev.pushforward.core.nn;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.random.RandomGenerator;

/** How the weights and biases of a layer begin. */
public enum Initialization {
    /** PyTorch's default for linear layers: weights and biases uniform on {@code +-1/sqrt(in)}. */
    PYTORCH {
        @Override
        Tensor weights(DType dtype, RandomGenerator random, int in, int out) {
            return symmetric(dtype, random, 1 / Math.sqrt(in), in, out);
        }

        @Override
        Tensor biases(DType dtype, RandomGenerator random, int in, int out) {
            return symmetric(dtype, random, 1 / Math.sqrt(in), out);
        }
    },
    /** Weights uniform on {@code +-sqrt(6 / (in + out))}, biases 0 (Glorot and Bengio 2010). */
    GLOROT {
        @Override
        Tensor weights(DType dtype, RandomGenerator random, int in, int out) {
            return symmetric(dtype, random, Math.sqrt(6.0 / (in + out)), in, out);
        }

        @Override
        Tensor biases(DType dtype, RandomGenerator random, int in, int out) {
            return Tensor.zeros(dtype, out);
        }
    };

    abstract Tensor weights(DType dtype, RandomGenerator random, int in, int out);

    abstract Tensor biases(DType dtype, RandomGenerator random, int in, int out);

    private static Tensor symmetric(DType dtype, RandomGenerator random, double bound, int... shape) {
        return Tensor.uniform(dtype, random, shape).mul(2 * bound).sub(bound);
    }
}
