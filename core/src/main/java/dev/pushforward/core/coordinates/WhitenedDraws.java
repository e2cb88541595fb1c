package dev.pushforward.core.coordinates;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.State;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;

/**
 * The draws {@code x = H^(-1/2) u} of a sampler of whitened coordinates u. Cost of a draw: that of the sampler, and one
 * product of {@code [n, d]} and {@code [d, d]}.
 *
 * @param sampler of u
 * @param whitening u of x
 */
public record WhitenedDraws(TrainedSampler sampler, Whitening whitening) implements TrainedSampler {
    /** What a saved one says that it is. */
    public static final String KIND = "whitened";

    private static final String WHITENING = "whitening";
    static final String SAMPLER = "sampler";

    @Override
    public Draws draw(int n, RandomStream random) {
        Draws u = sampler.draw(n, random);
        return new Draws(whitening.points(u.points()), u.logWeights());
    }

    /** Those of the sampler inside: the whitening is computed, not trained. */
    @Override
    public OptionalLong parameters() {
        return sampler.parameters();
    }

    @Override
    public Optional<DensityTarget> learnedDensity() {
        return sampler.learnedDensity().map(p -> new UnwhitenedDensity(p, whitening));
    }

    @Override
    public Optional<State> saved() {
        return sampler.saved().map(inside -> State.empty()
                .with("kind", KIND)
                .nested(WHITENING, whitening.state())
                .nested(SAMPLER, inside));
    }

    /**
     * The sampler that was saved.
     *
     * @param inside makes the sampler of u
     * @throws IllegalArgumentException if the state is of something else
     */
    public static WhitenedDraws load(State saved, Function<State, TrainedSampler> inside) {
        State whitening = saved.under(WHITENING);
        Tensor root = whitening.tensor("root");
        return new WhitenedDraws(saved.load(SAMPLER, inside), Whitening.of(whitening, root.dtype(), root.size(0)));
    }
}
