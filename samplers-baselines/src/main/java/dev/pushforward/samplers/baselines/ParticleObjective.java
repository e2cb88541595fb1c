package dev.pushforward.samplers.baselines;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Parts;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.coordinates.ScaledTarget;
import dev.pushforward.core.generator.GeneratorObjective;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.function.Supplier;

/**
 * Moves the draws of a batch along a field that couples them, and the generator after them: it descends
 * {@code -E x . v(x)}, in which the field v is constant. Nothing is estimated beside it.
 */
final class ParticleObjective implements GeneratorObjective {
    /** Where the draws of a batch are to move. */
    @FunctionalInterface
    interface Field {
        /** {@code [n, d] -> [n, d]}, constants; {@code random} chooses minibatches of a target that has them. */
        Tensor at(DensityTarget target, Tensor x, RandomStream random);
    }

    private final DensityTarget target;
    private final Field field;

    /** The field of the target's law in units of scale. */
    ParticleObjective(DensityTarget target, double scale, Field field) {
        this.target = ScaledTarget.checked(target, scale);
        this.field = field;
    }

    @Override
    public DensityTarget target() {
        return target;
    }

    @Override
    public StepInfo fit(long iteration, Tensor x, RandomStream random) {
        throw new IllegalStateException("there is no estimate to fit: the settings must say 0 fits");
    }

    @Override
    public RowLoss loss(long iteration, Supplier<Tensor> batch, RandomStream random) {
        Tensor v = field.at(target, batch.get(), random);
        return (rows, x, r) -> rows.of(v).mul(x).sum(1).neg();
    }

    @Override
    public StepInfo report(long iteration, StepInfo step) {
        return step;
    }

    @Override
    public Parts parts() {
        return Parts.none();
    }

    @Override
    public void close() {
        // nothing is held
    }
}
