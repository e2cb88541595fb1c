package dev.pushforward.core.dynamics;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/**
 * The geometric path {@code log pi_beta = (1 - beta) log start + beta log end} between two densities on one space
 * (Neal 2001, doi:10.1023/A:1008923215028). Both may be unnormalised; then so is the path. Immutable.
 *
 * @param start the density at beta = 0
 * @param end the density at beta = 1
 */
public record GeometricPath(DensityTarget start, DensityTarget end) {
    /** @throws IllegalArgumentException if the two live on different spaces */
    public GeometricPath {
        if (!start.space().equals(end.space())) {
            throw new IllegalArgumentException("a path from " + start.name() + " on " + start.space() + " to "
                    + end.name() + " on " + end.space() + ": both must live on the same space");
        }
    }

    /** The density at a beta that is not learned, for the life of the caller's open scope: see {@link #at(Tensor)}. */
    public DensityTarget at(double beta) {
        return at(Tensor.scalar(DType.FLOAT64, beta));
    }

    /**
     * The density at beta. Its log density and score are the same combination of those of both ends, so a closed form
     * stays one; both are differentiable in the points and, where it is tracked, in beta. Where an end has no share,
     * a value there that is not finite does not count. Cost: one evaluation of each end, and of one end alone where
     * beta is a constant 0 or 1.
     *
     * @param beta one number from 0 to 1, of either precision
     * @return a density for as long as {@code beta} lives
     * @throws IllegalArgumentException if beta is not one number from 0 to 1
     */
    public DensityTarget at(Tensor beta) {
        double value = beta.length() == 1 ? beta.item() : Double.NaN;
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("beta is " + beta + ": must be one number from 0 to 1");
        }
        if (!beta.isTracked() && (value == 0 || value == 1)) {
            return value == 0 ? start : end;
        }
        Tensor scalar = beta.reshape();
        return new Between(this, scalar, scalar.neg().add(1));
    }

    /** A density on the path, with {@code rest = 1 - beta}. */
    private record Between(GeometricPath path, Tensor beta, Tensor rest) implements DensityTarget {
        @Override
        public Space space() {
            return path.start.space();
        }

        @Override
        public Tensor logDensity(Tensor x) {
            return mixed(path.end.logDensity(x), path.start.logDensity(x));
        }

        @Override
        public Evaluation evaluate(Tensor x) {
            Evaluation end = path.end.evaluate(x);
            Evaluation start = path.start.evaluate(x);
            return new Evaluation(mixed(end.logDensity(), start.logDensity()), mixed(end.score(), start.score()));
        }

        @Override
        public Tensor score(Tensor x) {
            return mixed(path.end.score(x), path.start.score(x));
        }

        private Tensor mixed(Tensor end, Tensor start) {
            return share(end, beta).add(share(start, rest));
        }

        /** {@code w v}; where w is 0 and v not finite 0, as the power 0 of a density is 1 even where it vanishes. */
        private static Tensor share(Tensor v, Tensor w) {
            Tensor finite = v;
            if (w.item() == 0 && !v.isFinite()) {
                Tensor zeros = Tensor.zeros(v.dtype(), v.shape());
                finite = Tensor.where(v.detach().mul(0).equalTo(zeros), v, zeros); // 0 v is NaN where v is not finite
            }
            return finite.mul(w.cast(v.dtype()));
        }

        @Override
        public boolean hasMinibatches() {
            return path.start.hasMinibatches() || path.end.hasMinibatches();
        }

        /** Of both ends, by independent keys: the combination of two unbiased estimates is unbiased. */
        @Override
        public DensityTarget minibatch(RandomStream random) {
            var some = new GeometricPath(path.start.minibatch(random.split("start")), path.end.minibatch(random));
            return new Between(some, beta, rest);
        }

        @Override
        public OptionalDouble logNormalizer() {
            double at = beta.item();
            return at == 0 ? path.start.logNormalizer() : at == 1 ? path.end.logNormalizer() : OptionalDouble.empty();
        }

        @Override
        public String name() {
            return "the path from " + path.start.name() + " to " + path.end.name();
        }
    }
}
