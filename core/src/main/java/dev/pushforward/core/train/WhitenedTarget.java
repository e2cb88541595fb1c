package dev.pushforward.core.train;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.tensor.Tensor;
import java.util.function.Supplier;

/**
 * A density in the coordinates of a {@link Whitening}, up to a constant: {@code log q(H^(-1/2) u)}, with score {@code H^(-1/2) s_q(H^(-1/2) u)}.
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
        return target.logDensity(whitening.get().points(u));
    }

    @Override
    public Tensor score(Tensor u) {
        return whitening.get().points(target.score(whitening.get().points(u)));
    }

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public DensityTarget minibatch(RandomStream random) {
        return new WhitenedTarget(target.minibatch(random), whitening);
    }
}
