package dev.pushforward.core.coordinates;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;

/**
 * The law of {@code y = x / unit} for x from a target, up to its constant: {@code log q(unit y)}, with score
 * {@code unit s_q(unit y)}.
 *
 * @param target q
 * @param unit greater than 0
 */
public record ScaledTarget(DensityTarget target, double unit) implements DensityTarget {
    @Override
    public Space space() {
        return target.space();
    }

    @Override
    public Tensor logDensity(Tensor y) {
        return target.logDensity(y.mul(unit));
    }

    @Override
    public Tensor score(Tensor y) {
        return target.score(y.mul(unit)).mul(unit);
    }

    @Override
    public Evaluation evaluate(Tensor y) {
        Evaluation at = target.evaluate(y.mul(unit));
        return new Evaluation(at.logDensity(), at.score().mul(unit));
    }

    @Override
    public String name() {
        return target.name();
    }

    @Override
    public DensityTarget minibatch(RandomStream random) {
        return new ScaledTarget(target.minibatch(random), unit);
    }
}
