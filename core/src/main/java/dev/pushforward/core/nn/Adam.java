package dev.pushforward.core.nn;

import dev.pushforward.core.State;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import dev.pushforward.tensor.parallel.Workers;
import java.util.Map;

/**
 * Adam (Kingma and Ba 2015, arXiv:1412.6980, Algorithm 1): steps along the mean gradient over the root of its mean
 * square, both exponential averages corrected for starting at 0.
 */
public final class Adam implements Optimizer {
    /**
     * Its constants.
     *
     * @param rate step size alpha over time
     * @param b1 decay of the mean, in [0, 1)
     * @param b2 decay of the mean square, in [0, 1)
     * @param epsilon added to the root, above 0
     */
    public record Settings(Schedule rate, double b1, double b2, double epsilon) {
        /** The paper's decay rates and epsilon. */
        public static Settings of(Schedule rate) {
            return new Settings(rate, 0.9, 0.999, 1e-8);
        }
    }

    private final Settings settings;
    private final Parameters parameters;
    private final Tensor m;
    private final Tensor v;
    private long t;

    /** For these parameters, at step 0. */
    public Adam(Parameters parameters, Settings settings) {
        this.settings = settings;
        this.parameters = parameters;
        int n = Math.toIntExact(parameters.flat().length());
        this.m = TensorMemory.own(parameters.dtype(), n);
        this.v = TensorMemory.own(parameters.dtype(), n);
    }

    @Override
    public void step(Parameters gradient, Workers workers) {
        double rate = settings.rate.at(t);
        t++;
        double c1 = 1 - Math.pow(settings.b1, t);
        double c2 = 1 - Math.pow(settings.b2, t);
        parameters.update(
                gradient,
                workers,
                (from, to) -> TensorMemory.adam(
                        parameters.flat().slice(0, from, to),
                        gradient.flat().slice(0, from, to),
                        m.slice(0, from, to),
                        v.slice(0, from, to),
                        rate,
                        settings.b1,
                        settings.b2,
                        settings.epsilon,
                        c1,
                        c2));
    }

    @Override
    public State state() {
        return new State(Map.of(), Map.of("t", t)).with("m", m.kept()).with("v", v.kept());
    }

    @Override
    public void restore(State state) {
        Tensor first = state.tensor("m", m.dtype(), m.shape());
        Tensor second = state.tensor("v", v.dtype(), v.shape());
        TensorMemory.copy(first, m);
        TensorMemory.copy(second, v);
        t = state.counter("t");
    }
}
