package dev.pushforward.core.generator;

import dev.pushforward.core.Draws;
import dev.pushforward.core.State;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Microbatches;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.parallel.Workers;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * The normal distribution {@code N(location, scale^2 I)} on R^d, drawn exactly. Cost: n d normal numbers for n draws;
 * threads change no bit.
 *
 * @param dimension d, at least 1
 * @param location mean of each coordinate, finite
 * @param scale standard deviation of each coordinate, above 0 and finite
 * @param dtype precision of the draws
 * @param workers threads
 */
public record ScaledNormal(int dimension, double location, double scale, DType dtype, Workers workers)
        implements TrainedSampler {
    static final String KIND = "normal";
    private static final String DIMENSION = "dimension";
    private static final String LOCATION = "location";
    private static final String SCALE = "scale";

    /** Checks the numbers. */
    public ScaledNormal {
        if (dimension < 1 || !Double.isFinite(location) || !(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("dimension = " + dimension + ": must be at least 1; location = "
                    + location + ": must be finite; scale = " + scale + ": must be above 0 and finite");
        }
    }

    @Override
    public Draws draw(int n, RandomStream random) {
        return Draws.of(Microbatches.map(workers, n, dimension, dtype, random, (rows, r) -> Tensor.normal(
                        dtype, r.generator(), rows.count(), dimension)
                .mul(scale)
                .add(location)));
    }

    /** 0. */
    @Override
    public OptionalLong parameters() {
        return OptionalLong.of(0);
    }

    @Override
    public Optional<State> saved() {
        return Optional.of(State.empty()
                .with(SavedSampler.KIND, KIND)
                .with(SavedSampler.PRECISION, SavedSampler.name(dtype))
                .with(DIMENSION, dimension)
                .with(LOCATION, Tensor.scalar(DType.FLOAT64, location).kept())
                .with(SCALE, Tensor.scalar(DType.FLOAT64, scale).kept()));
    }

    static ScaledNormal load(State saved, Workers workers) {
        return new ScaledNormal(
                Math.toIntExact(saved.counter(DIMENSION)),
                saved.tensor(LOCATION, DType.FLOAT64).item(),
                saved.tensor(SCALE, DType.FLOAT64).item(),
                SavedSampler.precision(saved),
                workers);
    }
}
