package dev.pushforward.core.coordinates;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * A density in the coordinates of a {@link Whitening}: {@code log q(H^(-1/2) u) - log det H^(1/2)}, with q's normaliser
 * and score {@code H^(-1/2) s_q(H^(-1/2) u)}.
 *
 * @param target q
 * @param whitening asked for when a value is
 */
record WhitenedTarget(DensityTarget target, Supplier<Whitening> whitening) implements DensityTarget {
    @Override
    public Space space() {
        return target.space();
    }

    @Override
    public Tensor logDensity(Tensor u) {
        return target.logDensity(whitening.get().points(u)).sub(whitening.get().logDeterminant());
    }

    @Override
    public Tensor score(Tensor u) {
        return whitening.get().points(target.score(whitening.get().points(u)));
    }

    @Override
    public Evaluation evaluate(Tensor u) {
        Whitening w = whitening.get();
        Evaluation at = target.evaluate(w.points(u));
        return new Evaluation(at.logDensity().sub(w.logDeterminant()), w.points(at.score()));
    }

    @Override
    public OptionalDouble logNormalizer() {
        return target.logNormalizer();
    }

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public boolean hasMinibatches() {
        return target.hasMinibatches();
    }

    @Override
    public DensityTarget minibatch(RandomStream random) {
        return new WhitenedTarget(target.minibatch(random), whitening);
    }
}
