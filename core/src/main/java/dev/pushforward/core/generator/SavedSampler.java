package dev.pushforward.core.generator;

import dev.pushforward.core.State;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.coordinates.WhitenedDraws;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.parallel.Workers;
import java.util.Arrays;
import java.util.Locale;

/**
 * Makes samplers again from what {@link TrainedSampler#saved} says of them: without target, training or settings. Those
 * of a generator network, a coupling flow, a normal distribution, and each of these in whitened coordinates are known.
 *
 * <pre>{@code
 * StateFile.write(Path.of("sampler.npz"), training.sampler().saved().orElseThrow());
 * TrainedSampler sampler = SavedSampler.load(StateFile.read(Path.of("sampler.npz")), Workers.common());
 * }</pre>
 *
 * <p>The same key gives the same draws, bit for bit, as of the sampler that was saved.
 */
public final class SavedSampler {
    static final String KIND = "kind";
    static final String PRECISION = "precision";

    private SavedSampler() {}

    /**
     * The sampler that was saved, in memory of its own and in its own precision.
     *
     * @param workers threads that draw; their number changes no bit
     * @throws IllegalArgumentException if the state is not that of a sampler, or of one of a kind that is made by its
     *     own method only
     */
    public static TrainedSampler load(State saved, Workers workers) {
        String kind = kind(saved);
        return switch (kind) {
            case Generator.KIND -> Generator.load(saved, workers);
            case FlowSampler.KIND -> FlowSampler.load(saved, workers);
            case ScaledNormal.KIND -> ScaledNormal.load(saved, workers);
            case WhitenedDraws.KIND -> WhitenedDraws.load(saved, inside -> load(inside, workers));
            default ->
                throw new IllegalArgumentException("the sampler is of kind '" + kind + "', which Pushforward does not"
                        + " know: the method that trained it makes it again, by ImplicitSampler.load");
        };
    }

    private static String kind(State saved) {
        try {
            return saved.choice(KIND);
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException(
                    "this is not a saved sampler: " + e.getMessage()
                            + ". TrainedSampler.saved() gives what is to be saved; a training's state is restored by"
                            + " the training",
                    e);
        }
    }

    static String name(DType dtype) {
        return dtype.name().toLowerCase(Locale.ROOT);
    }

    static DType precision(State saved) {
        String name = saved.choice(PRECISION);
        return Arrays.stream(DType.values())
                .filter(dtype -> name(dtype).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the saved sampler has the precision '" + name + "': must be float32 or float64"));
    }
}
