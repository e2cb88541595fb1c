package dev.pushforward.core.dynamics;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.SymmetricMatrix;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;

/**
 * {@code M = C^-1}.
 *
 * @param covariance C, {@code [d, d]}
 * @param root {@code C^(1/2)}
 * @param inverseRoot {@code C^(-1/2)}
 * @param logDeterminant {@code log det M}, in nats
 */
record DenseMass(Tensor covariance, Tensor root, Tensor inverseRoot, double logDeterminant) implements Mass {
    static DenseMass inverseOf(SymmetricMatrix covariance, DType dtype) {
        double least = covariance.eigenvalues()[0];
        if (!(least > 0)) {
            throw new IllegalArgumentException("the covariance has the eigenvalue " + least + ": must be above 0");
        }
        return new DenseMass(
                covariance.map(v -> v, dtype),
                covariance.map(Math::sqrt, dtype),
                covariance.map(v -> 1 / Math.sqrt(v), dtype),
                -Arrays.stream(covariance.eigenvalues()).map(Math::log).sum());
    }

    @Override
    public Tensor momentum(Tensor noise) {
        return noise.matmul(inverseRoot);
    }

    @Override
    public Tensor noise(Tensor momentum) {
        return momentum.matmul(root);
    }

    @Override
    public Tensor velocity(Tensor momentum) {
        return momentum.matmul(covariance);
    }

    @Override
    public Tensor logDensity(Tensor noise) {
        return ScaledNoise.standardLogDensity(noise).sub(0.5 * logDeterminant);
    }

    @Override
    public boolean isIsotropic() {
        return false;
    }
}
