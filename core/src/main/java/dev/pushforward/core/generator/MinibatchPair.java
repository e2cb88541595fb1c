package dev.pushforward.core.generator;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;

/**
 * A target as one step sees it whose loss holds a square of the target's score. That of one minibatch is too large by
 * its variance, which depends on the points and so has a gradient; the product of two independent ones is unbiased. A
 * target without minibatches is asked once, and its square taken.
 *
 * @param first what everything linear in the score is taken of
 * @param second another minibatch, independent of the first; empty where the target has none
 */
public record MinibatchPair(DensityTarget first, Optional<DensityTarget> second) {
    /** Of this step's minibatches, which {@code random} chooses. */
    public static MinibatchPair of(DensityTarget target, RandomStream random) {
        return new MinibatchPair(
                target.minibatch(random.split("minibatch")),
                target.hasMinibatches()
                        ? Optional.of(target.minibatch(random.split("other-minibatch")))
                        : Optional.empty());
    }

    /** Of a target that is seen as a whole. */
    public static MinibatchPair whole(DensityTarget target) {
        return new MinibatchPair(target, Optional.empty());
    }

    /** The scores at points {@code [n, d]}. */
    public Scores scores(Tensor x) {
        return new Scores(first.score(x), second.map(q -> q.score(x)));
    }

    /**
     * Scores at the same points.
     *
     * @param first {@code [n, d]}
     * @param second those of the other minibatch, {@code [n, d]}; empty where there is none
     */
    public record Scores(Tensor first, Optional<Tensor> second) {
        /** Of a target that is seen as a whole. */
        public static Scores of(Tensor score) {
            return new Scores(score, Optional.empty());
        }

        /** Both less the same field {@code [n, d]}. */
        public Scores minus(Tensor field) {
            return new Scores(first.sub(field), second.map(other -> other.sub(field)));
        }

        /** An unbiased estimate of the whole target's {@code |s|^2}, {@code [n]}: the product of both. */
        public Tensor square() {
            return second.map(first::mul).orElseGet(first::square).sum(1);
        }
    }
}
