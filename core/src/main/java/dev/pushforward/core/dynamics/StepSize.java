package dev.pushforward.core.dynamics;

import dev.pushforward.core.DivergenceException;
import java.util.Collection;
import java.util.Locale;

/**
 * A step size that is steered to an acceptance rate by Robbins and Monro's rule,
 * {@code log h += 2 t^-0.6 (acceptance - wanted)} (Andrieu and Thoms 2008, doi:10.1007/s11222-008-9110-y). A target on
 * which that rule finds no step size is an error. While it adapts, the chains are no Markov chains; keep the draws that
 * come after.
 *
 * <pre>{@code
 * var stepSize = new StepSize(0.1, kernel.bestAcceptance());
 * for (int t = 0; t < adaptation; t++) {
 *     transitions.move(states, stepSize.value(), random);
 *     stepSize.adapt(List.of(transitions), target.name());
 * }
 * stepSize.refuseFailure(List.of(transitions), target.name());
 * }</pre>
 */
public final class StepSize {
    /**
     * The most that adaptation may change a step size by, as a factor: further out, an experiment's unit of length is
     * wrong or there is no right step.
     */
    private static final double RANGE = 1e20;
    /** Fewer steps of adaptation show nothing. */
    private static final int FEW = 20;
    /** How much log densities differ, in nats, where a target has a shape that the chains have met. */
    private static final double FLAT = 1e-3;

    private final double initial;
    private final double wanted;
    private double logSize;
    private double recent; // acceptance, a running mean over some ten steps
    private long t;

    /**
     * Not adapted yet.
     *
     * @param initial h to begin with, above 0
     * @param wanted mean acceptance probability to steer to, in (0, 1)
     */
    public StepSize(double initial, double wanted) {
        this.initial = initial;
        this.logSize = Math.log(initial);
        this.wanted = wanted;
    }

    /** h. */
    public double value() {
        return Math.exp(logSize);
    }

    /**
     * A step of adaptation by the transitions that were made since the last; none by chains that all stand where the
     * density is 0. Clears what the transitions have counted.
     *
     * @param made transitions of all chains
     * @param target its name, for messages
     * @throws DivergenceException if the step size has left every reasonable range
     */
    public void adapt(Collection<Transitions> made, String target) {
        double accepted = 0;
        long proposals = 0;
        for (Transitions some : made) {
            accepted += some.accepted();
            proposals += some.proposals();
            some.clear();
        }
        if (proposals == 0) {
            return;
        }
        t++;
        double acceptance = accepted / proposals;
        recent = t == 1 ? acceptance : 0.9 * recent + 0.1 * acceptance;
        // the first steps may move by e: an initial value that is off by orders of magnitude is found in some tens of
        // steps
        logSize += Math.pow(t, -0.6) * 2 * (acceptance - wanted);
        if (value() > RANGE * initial) {
            throw grown(target, "");
        }
        if (value() < initial / RANGE) {
            throw shrunk(target);
        }
    }

    /**
     * Looks at an adaptation that has ended.
     *
     * @param made transitions of all chains
     * @param target its name, for messages
     * @throws DivergenceException if the target looks flat to all chains, or no step is short enough
     */
    public void refuseFailure(Collection<Transitions> made, String target) {
        if (t < FEW) {
            return;
        }
        double lowest = made.stream().mapToDouble(Transitions::lowest).min().orElseThrow();
        double highest = made.stream().mapToDouble(Transitions::highest).max().orElseThrow();
        if (recent > 1 - 1e-4 && highest - lowest < FLAT) {
            throw grown(
                    target,
                    String.format(
                            Locale.ROOT,
                            " and the log density differs by no more than %.2g wherever the chains have been",
                            highest - lowest));
        }
        if (recent < 0.01 && value() < 1e-6 * initial) {
            throw shrunk(target);
        }
    }

    private DivergenceException grown(String target, String more) {
        return new DivergenceException(
                changed() + ": nearly all proposals are still accepted" + more + ". The target " + target
                        + " looks improper, flat or rising without end",
                "Check the log density's sign and that its integral is finite; if the target really is so wide, begin"
                        + " with a larger step size");
    }

    private DivergenceException shrunk(String target) {
        return new DivergenceException(
                changed() + String.format(Locale.ROOT, ": %.2g of the proposals are accepted", recent)
                        + ". Next to the draws the log density of " + target
                        + " is not continuous, or almost nowhere finite",
                "Check the log density, and the score if the target has one of its own; if the target really is so"
                        + " narrow, begin with a smaller step size");
    }

    private String changed() {
        return String.format(
                Locale.ROOT, "%d steps of adaptation have taken the step size from %.2g to %.2g", t, initial, value());
    }
}
