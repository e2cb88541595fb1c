package dev.pushforward.samplers.fisher;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * Score matching (Hyvarinen 2005, JMLR 6:695): {@code E[1/2 |s(x)|^2 + div s(x)]}, with the exact divergence in d
 * forward sweeps. For few dimensions; the cost of a step grows with d.
 */
public record ExactScoreMatching() implements ScoreMatchingLoss {
    @Override
    public Tensor perRow(UnaryOperator<Tensor> s, Tensor x, RandomStream random) {
        Tensor at = x.tracked();
        Tensor value = s.apply(at);
        return value.square().sum(1).mul(0.5).add(Gradient.divergence(value, at));
    }

    @Override
    public String displayName() {
        return "exact score matching";
    }

    @Override
    public double smoothing() {
        return 0;
    }
}
