package dev.pushforward.core.nn;

import dev.pushforward.core.State;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import dev.pushforward.tensor.parallel.Workers;
import java.util.Map;

/**
 * RMSProp (Tieleman and Hinton 2012, lecture 6.5): steps along the gradient over the root of its exponentially averaged
 * square.
 */
public final class RmsProp implements Optimizer {
    /**
     * Its constants.
     *
     * @param rate step size over time
     * @param decay of the mean square, in [0, 1)
     * @param epsilon added to the root, above 0
     */
    public record Settings(Schedule rate, double decay, double epsilon) {
        /** Decay 0.99, epsilon 1e-8. */
        public static Settings of(Schedule rate) {
            return new Settings(rate, 0.99, 1e-8);
        }
    }

    private final Settings settings;
    private final Parameters parameters;
    private final Tensor v;
    private long t;

    /** For these parameters, at step 0. */
    public RmsProp(Parameters parameters, Settings settings) {
        this.settings = settings;
        this.parameters = parameters;
        this.v = TensorMemory.own(
                parameters.dtype(), Math.toIntExact(parameters.flat().length()));
    }

    @Override
    public void step(Parameters gradient, Workers workers) {
        double rate = settings.rate.at(t);
        parameters.update(
                gradient,
                workers,
                (from, to) -> TensorMemory.rmsProp(
                        parameters.flat().slice(0, from, to),
                        gradient.flat().slice(0, from, to),
                        v.slice(0, from, to),
                        rate,
                        settings.decay,
                        settings.epsilon));
        t++;
    }

    @Override
    public State state() {
        return new State(Map.of(), Map.of("t", t)).with("v", v.kept());
    }

    @Override
    public void restore(State state) {
        TensorMemory.copy(state.tensor("v", v.dtype(), v.shape()), v);
        t = state.counter("t");
    }
}
