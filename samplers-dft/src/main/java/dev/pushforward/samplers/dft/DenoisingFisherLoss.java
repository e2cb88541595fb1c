package dev.pushforward.samplers.dft;

import dev.pushforward.core.generator.MinibatchPair.Scores;
import dev.pushforward.tensor.Tensor;

/**
 * What the generator descends (arXiv:2411.01453, equations 6 to 9). With {@code x_s = G(z) + sigma e}, e standard
 * normal, s_q the target's score and s the score of x_s' own law {@code p_sigma} with constant parameters, the gradient
 * of
 * <pre>
 *   L1 = E |s_q - s|^2                           (6)
 *   L2 = 2 E (s_q - s) . (s - c),  c = -e/sigma  (8)
 *   L  = L1 + L2                                 (9)
 * </pre>
 * at x_s, through x_s only, is that of the Fisher divergence {@code E |s_q - s|^2} between p_sigma and q: L1 moves the
 * points, L2 stands for the change of p_sigma's own score, by the score c of x_s given G(z). Other weights than 1 and 1
 * are for comparison: one term alone is the gradient of nothing.
 *
 * @param first weight of L1, at least 0
 * @param second weight of L2, at least 0; not both 0
 */
public record DenoisingFisherLoss(double first, double second) {
    /** Equation 9. */
    public static final DenoisingFisherLoss FULL = new DenoisingFisherLoss(1, 1);

    /** Checks the weights. */
    public DenoisingFisherLoss {
        if (!(first >= 0 && second >= 0 && first + second > 0 && first + second < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("weights of L1 and L2 are " + first + " and " + second
                    + ": both must be at least 0 and finite, and one above 0, or there is nothing to descend;"
                    + " 1 and 1 is the paper's loss");
        }
    }

    /**
     * Equation 9 for each row, {@code [n, d] -> [n]}.
     *
     * @param sq the target's scores at x_s
     * @param s the estimate of p_sigma's score there
     * @param c the score of x_s given G(z), constants
     * @param xs x_s itself
     */
    Tensor perRow(Scores sq, Tensor s, Tensor c, Tensor xs) {
        Scores gap = sq.minus(s);
        Tensor l1 = gap.square(); // (6)
        Tensor l2 = gap.first().mul(s.sub(c)).sum(1).mul(2); // (8)
        return l1.mul(first).add(l2.mul(second)); // (9)
    }
}
