package dev.pushforward.samplers.fisher;

import dev.pushforward.core.Space;
import dev.pushforward.core.generator.MinibatchPair;
import dev.pushforward.core.generator.MinibatchPair.Scores;
import dev.pushforward.tensor.Tensor;

/**
 * What the generator descends: surrogates of the Fisher divergence {@code D = E_p |s_q - s_p|^2} between the sampler's
 * law p and the target q. Each is a function of points {@code x = G(z)} whose gradient flows through x only; the
 * estimate {@code s_p} has constant parameters.
 *
 * <p>Each holds a square of the target's score. That of one minibatch is too large by its variance, which depends on x
 * and so has a gradient: where a target has minibatches, the product of two independent ones stands for the square
 * ({@link MinibatchPair}). On a curved space without an edge they hold as they stand, with tangent scores.
 */
public enum FisherLoss {
    /**
     * The score square difference {@code |s_q|^2 - |s_p|^2} of the AFIS paper. Lacks {@code 2 div(s_q - s_p)}, so its
     * gradient is that of D only where that term does not depend on the generator, as in Gaussian families.
     */
    S2D {
        @Override
        Tensor perRow(Space space, Scores sq, Tensor sp, Tensor x) {
            return sq.square().sub(sp.square().sum(1));
        }
    },
    /**
     * The full first variation of D, {@code |s_q|^2 - |s_p|^2 + 2 div(s_q - s_p)}: its gradient is that of D for every
     * family, up to the error of the estimate. Costs d forward sweeps more, and third derivatives of log q.
     */
    EXACT {
        @Override
        Tensor perRow(Space space, Scores sq, Tensor sp, Tensor x) {
            return S2D.perRow(space, sq, sp, x)
                    .add(space.divergence(x, sq.first().sub(sp)).mul(2));
        }
    },
    /**
     * The integrand {@code |s_q - s_p|^2} itself, differentiated as if p did not move: the older method (FSD-NS) that
     * the paper compares with.
     */
    DIRECT {
        @Override
        Tensor perRow(Space space, Scores sq, Tensor sp, Tensor x) {
            return sq.minus(sp).square();
        }
    };

    /**
     * The loss of each row, {@code [n]}, from tensors {@code [n, d]} at the tracked points x.
     *
     * @param space where the points live
     * @param sq the target's scores
     * @param sp the sampler's score
     */
    abstract Tensor perRow(Space space, Scores sq, Tensor sp, Tensor x);
}
