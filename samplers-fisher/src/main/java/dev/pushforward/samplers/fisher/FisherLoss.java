package dev.pushforward.samplers.fisher;

import dev.pushforward.core.tensor.Gradient;
import dev.pushforward.core.tensor.Tensor;

/**
 * What the generator descends: surrogates of the Fisher divergence {@code D = E_p |s_q - s_p|^2} between the sampler's law p and the target q.
 * Each is a function of points {@code x = G(z)} whose gradient flows through x only; the estimate {@code s_p} has constant parameters.
 */
public enum FisherLoss {
    /**
     * The score square difference {@code |s_q|^2 - |s_p|^2} of the AFIS paper. Lacks {@code 2 div(s_q - s_p)}, so its gradient is that of D only
     * where that term does not depend on the generator, as in Gaussian families.
     */
    S2D {
        @Override
        Tensor perRow(Tensor sq, Tensor sp, Tensor x) {
            return sq.square().sum(1).sub(sp.square().sum(1));
        }
    },
    /**
     * The full first variation of D, {@code |s_q|^2 - |s_p|^2 + 2 div(s_q - s_p)}: its gradient is that of D for every family, up to the error of
     * the estimate. Costs d forward sweeps more, and third derivatives of log q.
     */
    EXACT {
        @Override
        Tensor perRow(Tensor sq, Tensor sp, Tensor x) {
            return S2D.perRow(sq, sp, x).add(Gradient.divergence(sq.sub(sp), x).mul(2));
        }
    },
    /** The integrand {@code |s_q - s_p|^2} itself, differentiated as if p did not move: the older method (FSD-NS) that the paper compares with. */
    DIRECT {
        @Override
        Tensor perRow(Tensor sq, Tensor sp, Tensor x) {
            return sq.sub(sp).square().sum(1);
        }
    };

    /** The loss of each row, from the scores of target and sampler at the tracked points x: {@code [n, d], [n, d], [n, d] -> [n]}. */
    abstract Tensor perRow(Tensor sq, Tensor sp, Tensor x);
}
