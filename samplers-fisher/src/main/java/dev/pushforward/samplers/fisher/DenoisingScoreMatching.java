package dev.pushforward.samplers.fisher;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.function.UnaryOperator;

/**
 * Denoising score matching (Vincent 2011, doi:10.1162/NECO_a_00142): {@code E[1/2 |sigma s(x + sigma e) + e|^2]}, e
 * standard normal. Estimates the score of the law convolved with N(0, sigma^2 I), with no derivative of s.
 *
 * @param sigma standard deviation of the noise, above 0
 */
public record DenoisingScoreMatching(double sigma) implements ScoreMatchingLoss {
    /** Checks the noise. */
    public DenoisingScoreMatching {
        if (!(sigma > 0 && sigma < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("sigma = " + sigma + ": must be above 0 and finite");
        }
    }

    @Override
    public Tensor perRow(UnaryOperator<Tensor> s, Tensor x, RandomStream random) {
        Tensor e = Tensor.normal(x.dtype(), random.generator(), x.shape());
        return s.apply(x.add(e.mul(sigma))).mul(sigma).add(e).square().sum(1).mul(0.5);
    }

    @Override
    public String displayName() {
        return "denoising score matching";
    }

    @Override
    public double smoothing() {
        return sigma;
    }
}
