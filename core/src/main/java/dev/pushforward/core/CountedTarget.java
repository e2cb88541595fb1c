package dev.pushforward.core;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;
import java.util.OptionalDouble;

/**
 * A density whose evaluations are counted, those of its minibatches included: what is asked for, not what the target
 * does inside. It gives what the target gives, bit for
 * bit, and has its capabilities: it is a {@link DataTarget}, {@link ModalTarget} or {@link PredictiveTarget} where the
 * target is one. Draws, modes and predictions are not counted.
 */
public sealed interface CountedTarget extends DensityTarget {
    /** The target itself. */
    DensityTarget target();

    /** What counts. */
    EvaluationCounter counter();

    /** A target whose evaluations this counter counts. */
    static CountedTarget of(DensityTarget target, EvaluationCounter counter) {
        boolean draws = target instanceof DataTarget;
        boolean modes = target instanceof ModalTarget;
        if (target instanceof PredictiveTarget) {
            return draws
                    ? modes ? new DrawnModalPredictive(target, counter) : new DrawnPredictive(target, counter)
                    : modes ? new ModalPredictive(target, counter) : new Predictive(target, counter);
        }
        return draws
                ? modes ? new DrawnModal(target, counter) : new Drawn(target, counter)
                : modes ? new Modal(target, counter) : new Plain(target, counter);
    }

    @Override
    default Space space() {
        return target().space();
    }

    @Override
    default int dimension() {
        return target().dimension();
    }

    @Override
    default String name() {
        return target().name();
    }

    @Override
    default OptionalDouble logNormalizer() {
        return target().logNormalizer();
    }

    @Override
    default Tensor logDensity(Tensor x) {
        counter().density(x);
        return target().logDensity(x);
    }

    @Override
    default Tensor score(Tensor x) {
        counter().score(x);
        return target().score(x);
    }

    @Override
    default Evaluation evaluate(Tensor x) {
        counter().density(x.detach()); // as a value: the score is counted
        counter().score(x);
        return target().evaluate(x);
    }

    @Override
    default boolean hasMinibatches() {
        return target().hasMinibatches();
    }

    @Override
    default DensityTarget minibatch(RandomStream random) {
        return hasMinibatches() ? of(target().minibatch(random), counter()) : this;
    }

    /** The draws of a target that has them. */
    sealed interface WithDraws extends CountedTarget, DataTarget {
        @Override
        default Tensor draw(int n, RandomStream random) {
            return ((DataTarget) target()).draw(n, random);
        }

        @Override
        default Optional<Tensor> heldOutRows() {
            return ((DataTarget) target()).heldOutRows();
        }
    }

    /** The modes of a target that has them. */
    sealed interface WithModes extends CountedTarget, ModalTarget {
        @Override
        default double[] modeWeights() {
            return ((ModalTarget) target()).modeWeights();
        }

        @Override
        default int[] modeOf(Tensor x) {
            return ((ModalTarget) target()).modeOf(x);
        }
    }

    /** The held-out observations of a target that has them. */
    sealed interface WithPredictions extends CountedTarget, PredictiveTarget {
        @Override
        default int heldOut() {
            return ((PredictiveTarget) target()).heldOut();
        }

        @Override
        default Tensor logPredictive(Tensor x, int from, int to) {
            return ((PredictiveTarget) target()).logPredictive(x, from, to);
        }
    }

    /** A density only. */
    record Plain(DensityTarget target, EvaluationCounter counter) implements CountedTarget {}

    /** With draws. */
    record Drawn(DensityTarget target, EvaluationCounter counter) implements WithDraws {}

    /** With modes. */
    record Modal(DensityTarget target, EvaluationCounter counter) implements WithModes {}

    /** With observations to predict. */
    record Predictive(DensityTarget target, EvaluationCounter counter) implements WithPredictions {}

    /** With draws and modes. */
    record DrawnModal(DensityTarget target, EvaluationCounter counter) implements WithDraws, WithModes {}

    /** With draws and observations to predict. */
    record DrawnPredictive(DensityTarget target, EvaluationCounter counter) implements WithDraws, WithPredictions {}

    /** With modes and observations to predict. */
    record ModalPredictive(DensityTarget target, EvaluationCounter counter) implements WithModes, WithPredictions {}

    /** With all of them. */
    record DrawnModalPredictive(DensityTarget target, EvaluationCounter counter)
            implements WithDraws, WithModes, WithPredictions {}
}
