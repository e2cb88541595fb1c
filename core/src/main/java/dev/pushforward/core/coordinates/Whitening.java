package dev.pushforward.core.coordinates;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.State;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.SymmetricMatrix;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.Arrays;

/**
 * Linear coordinates {@code u = H^(1/2) x} in which a density is about as curved in every direction:
 * <pre>
 *   H = |E[-grad grad log q(x)]|,  x from N(0, spread^2 I),
 * </pre>
 * where |.| takes the absolute value of every eigenvalue, and none below 1e-8 of the largest. For a normal law H is its
 * precision, and u has unit covariance. Divergences that weigh errors by the curvature, or as Fisher's by its square,
 * see all directions of u alike. Immutable.
 *
 * @param root {@code H^(1/2)}, {@code [d, d]}, symmetric
 * @param inverseRoot {@code H^(-1/2)}
 * @param logDeterminant {@code log det H^(1/2)}
 */
public record Whitening(Tensor root, Tensor inverseRoot, double logDeterminant) {
    private static final String ROOT = "root";
    private static final String INVERSE_ROOT = "inverse-root";
    private static final double SMALLEST = 1e-8;

    /** Of this root and its inverse. */
    public Whitening(Tensor root, Tensor inverseRoot) {
        this(
                root,
                inverseRoot,
                Arrays.stream(SymmetricMatrix.of(root).eigenvalues())
                        .map(Math::log)
                        .sum());
    }

    /**
     * From the mean curvature at random points, each seen by a minibatch of its own. Cost: {@code points} times the
     * scores of d points and their vector-Jacobian products.
     *
     * @param points number of points, at least 1
     * @param spread above 0
     * @param dtype precision of the evaluations and of what is returned, in memory of its own
     * @throws IllegalArgumentException if the density is flat at all points, or does not live in R^d
     */
    public static Whitening of(DensityTarget q, int points, double spread, DType dtype, RandomStream random) {
        Euclidean.require(q, "whitening");
        int d = q.dimension();
        try (Scope scope = Scope.open()) {
            Tensor mean = TensorMemory.own(DType.FLOAT64, d, d);
            for (int k = 0; k < points; k++) {
                try (Scope each = Scope.open()) {
                    Tensor hessian = hessian(
                            q.minibatch(random.split("minibatch").split(k)),
                            spread,
                            dtype,
                            random.split("point").split(k));
                    TensorMemory.add(-1.0 / points, hessian.cast(DType.FLOAT64), mean);
                }
            }
            SymmetricMatrix curvature = SymmetricMatrix.of(mean);
            double largest =
                    Arrays.stream(curvature.eigenvalues()).map(Math::abs).max().orElseThrow();
            if (largest == 0) {
                throw new IllegalArgumentException(
                        "the density of " + q.name() + " has no curvature at " + points + " points of N(0, " + spread
                                + "^2 I): its coordinates cannot be whitened; try another spread");
            }
            Tensor root = curvature.map(v -> Math.sqrt(Math.max(Math.abs(v), SMALLEST * largest)), dtype);
            Tensor inverse = curvature.map(v -> 1 / Math.sqrt(Math.max(Math.abs(v), SMALLEST * largest)), dtype);
            return new Whitening(root.kept(), inverse.kept());
        }
    }

    /** {@code grad grad log q} at one random point: d copies of it, of which copy i gives row i. */
    private static Tensor hessian(DensityTarget q, double spread, DType dtype, RandomStream random) {
        int d = q.dimension();
        Tensor point = Tensor.normal(dtype, random.generator(), 1, d).mul(spread);
        Tensor x = point.broadcastTo(d, d).tracked();
        return Gradient.of(q.score(x), identity(dtype, d)).wrt(x);
    }

    private static Tensor identity(DType dtype, int d) {
        double[] ones = new double[d * d];
        for (int i = 0; i < d; i++) {
            ones[i * (d + 1)] = 1;
        }
        return Tensor.of(dtype, ones, d, d);
    }

    /** {@code x = H^(-1/2) u}, {@code [n, d] -> [n, d]}. */
    Tensor points(Tensor u) {
        return u.matmul(in(u, inverseRoot));
    }

    /** {@code u = H^(1/2) x}, {@code [n, d] -> [n, d]}. */
    Tensor coordinates(Tensor x) {
        return x.matmul(in(x, root));
    }

    private static Tensor in(Tensor points, Tensor matrix) {
        return matrix.dtype() == points.dtype() ? matrix : matrix.cast(points.dtype());
    }

    /** Both matrices, by name. */
    State state() {
        return State.empty().with(ROOT, root).with(INVERSE_ROOT, inverseRoot);
    }

    /**
     * The whitening of this {@link #state}, in memory of its own.
     *
     * @throws IllegalArgumentException if the state is of something else, or of another precision or dimension
     */
    static Whitening of(State saved, DType dtype, int dimension) {
        Tensor root = saved.tensor(ROOT, dtype, dimension, dimension);
        return new Whitening(
                root.kept(),
                saved.tensor(INVERSE_ROOT, dtype, dimension, dimension).kept());
    }
}
