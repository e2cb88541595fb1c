package dev.pushforward.app.run;

import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.generator.NoisedDivergence;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Locale;
import java.util.Optional;

/**
 * That too few of the points which weigh a target under noise had weight: the first such iteration of a training.
 *
 * @param iteration from 1
 * @param share the effective share of the points there
 */
public record FewPoints(long iteration, double share) {
    /** What a step's report says of it. */
    static Optional<FewPoints> in(StepInfo info, long iteration) {
        Double share = info.values().get(NoisedDivergence.EFFECTIVE_SHARE);
        return share != null && share < NoisedDivergence.FEW
                ? Optional.of(new FewPoints(iteration, share))
                : Optional.empty();
    }

    /** What to tell the user. */
    public String message() {
        return String.format(
                Locale.ROOT,
                "At iteration %d the effective sample size of the points that weigh the target under noise is %.2g %%"
                    + " of their number, below %.0f %%: a few points dominate the divergence under noise. Raise"
                    + " noised-points, or set scale nearer to the width of the target; noised-weight = 0 leaves that"
                    + " divergence out. Chart %s shows the share over the training.",
                iteration,
                100 * share,
                100 * NoisedDivergence.FEW,
                NoisedDivergence.EFFECTIVE_SHARE);
    }

    State state() {
        return State.empty()
                .with("iteration", iteration)
                .with("share", Tensor.scalar(DType.FLOAT64, share).kept());
    }

    /** What was saved; empty where nothing was. */
    static Optional<FewPoints> of(State state) {
        return state.counters().isEmpty()
                ? Optional.empty()
                : Optional.of(new FewPoints(
                        state.counter("iteration"), state.tensor("share").item()));
    }
}
