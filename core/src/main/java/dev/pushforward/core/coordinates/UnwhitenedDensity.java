package dev.pushforward.core.coordinates;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/**
 * The law of {@code x = H^(-1/2) u}, u from a density p in the coordinates of a {@link Whitening}:
 * {@code log p(H^(1/2) x) + log det H^(1/2)}, with p's normaliser.
 *
 * @param p in coordinates u
 * @param whitening its coordinates
 */
record UnwhitenedDensity(DensityTarget p, Whitening whitening) implements DensityTarget {
    @Override
    public Space space() {
        return p.space();
    }

    @Override
    public Tensor logDensity(Tensor x) {
        return p.logDensity(whitening.coordinates(x)).add(whitening.logDeterminant());
    }

    @Override
    public Tensor score(Tensor x) {
        return whitening.coordinates(p.score(whitening.coordinates(x)));
    }

    @Override
    public Evaluation evaluate(Tensor x) {
        Evaluation at = p.evaluate(whitening.coordinates(x));
        return new Evaluation(at.logDensity().add(whitening.logDeterminant()), whitening.coordinates(at.score()));
    }

    @Override
    public OptionalDouble logNormalizer() {
        return p.logNormalizer();
    }

    @Override
    public boolean hasMinibatches() {
        return p.hasMinibatches();
    }

    @Override
    public DensityTarget minibatch(RandomStream random) {
        return new UnwhitenedDensity(p.minibatch(random), whitening);
    }

    @Override
    public String name() {
        return p.name();
    }
}
