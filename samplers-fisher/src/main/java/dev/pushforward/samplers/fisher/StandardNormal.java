package dev.pushforward.samplers.fisher;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.Tensor;

/** {@code N(0, I)} up to its constant, where the annealing begins. */
record StandardNormal(Space space) implements DensityTarget {
    @Override
    public Tensor logDensity(Tensor x) {
        return x.square().sum(1).mul(-0.5);
    }

    @Override
    public Evaluation evaluate(Tensor x) {
        return new Evaluation(logDensity(x), score(x));
    }

    @Override
    public Tensor score(Tensor x) {
        return x.neg();
    }
}
