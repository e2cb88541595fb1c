package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import java.util.Optional;
import java.util.OptionalLong;

/** A sampler that draws in one pass, {@code x = G(z)}. */
public interface TrainedSampler {
    /**
     * Draws {@code n} points.
     *
     * @param n number of draws, 0 or more
     * @param random the only source of randomness: the same key gives the same bits, for any number of threads
     * @return points {@code [n, d]} in the precision of the training, in the caller's open scope or else in memory of
     *     their own
     */
    Draws draw(int n, RandomStream random);

    /**
     * Number of trained parameters that a draw is computed from: those of the generator, without the networks and the
     * optimiser's moments that only the training needs. 0 where nothing was trained; empty where the sampler does not
     * say.
     */
    default OptionalLong parameters() {
        return OptionalLong.empty();
    }

    /** The density that was learned along with the sampler, where the method has one. */
    default Optional<DensityTarget> learnedDensity() {
        return Optional.empty();
    }

    /**
     * All that the sampler draws by, and what describes it, without what only its training needs: what is stored and
     * shipped. {@link dev.pushforward.core.generator.SavedSampler} makes the sampler of a known {@code kind} again, and
     * {@link ImplicitSampler#load} one of a kind of its own. Empty for a sampler that only its training can make.
     */
    default Optional<State> saved() {
        return Optional.empty();
    }
}
