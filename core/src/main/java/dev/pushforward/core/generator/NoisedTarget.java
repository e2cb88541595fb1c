package dev.pushforward.core.generator;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Evaluation;
import dev.pushforward.core.Space;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.Arrays;

/**
 * The law {@code q_sigma} of {@code alpha X + sigma e}, X from q:
 * {@code q_sigma(x) = sum_j w_j N(x; alpha u_j, sigma^2 I)} with u_j from N(0, I) and
 * {@code w = softmax(log q(u) - log q_0(u))}, importance sampling of Mehler's kernel. With {@code v_j(x)} the share of
 * component j at x,
 * <pre>
 *   log q_sigma(x) = logsumexp_j(x . b_j + c_j) - |x|^2 / 2 sigma^2,
 *   b_j = alpha u_j / sigma^2,   c_j = log w_j - alpha^2 |u_j|^2 / 2 sigma^2,
 *   score(x)       = sum_j v_j(x) b_j - x / sigma^2,                   v(x) = softmax(x . b + c).
 * </pre>
 * Cost: one evaluation of q for each u_j, once; none for each x. Error: of order 1 / sqrt(effective number of the u_j),
 * so for targets of few dimensions that are not much wider than the standard normal (the sampler gives them in units of
 * the training's scale). Source of the kernel's use: the drift of Schroedinger-Foellmer samplers, arXiv:2106.10880.
 */
public final class NoisedTarget implements DensityTarget {
    private final Space space;
    private final double sigma2;
    private final Tensor b;
    private final Tensor c;
    private final double effectiveShare;

    /**
     * The law of q under noise.
     *
     * @param q the whole target: its weights are exponentials of the log density, which those of a minibatch's do not
     *     estimate without bias
     * @param noise with {@code alpha^2 + sigma^2 = 1}
     * @param points number of the u_j: evaluations of q
     * @param random draws them; the tensors belong to the caller's scope
     * @throws IllegalArgumentException if q does not live in R^d
     */
    public NoisedTarget(DensityTarget q, Noise noise, int points, DType dtype, RandomStream random) {
        Euclidean.require(q, "a target under noise");
        this.space = q.space();
        this.sigma2 = noise.sigma() * noise.sigma();
        Tensor u = Tensor.normal(dtype, random.generator(), points, q.dimension());
        Tensor half = u.square().sum(1).mul(0.5);
        Tensor logRatio = q.logDensity(u).add(half); // log q - log q_0, up to a constant
        this.effectiveShare = effectiveShare(logRatio.toDoubleArray());
        this.b = u.mul(noise.alpha() / sigma2);
        this.c = logRatio.sub(half.mul(noise.alpha() * noise.alpha() / sigma2)).reshape(1, points);
    }

    /** {@code (sum w)^2 / (n sum w^2)} of weights {@code w = exp(log w)}; 0 where all are 0. */
    private static double effectiveShare(double[] logWeights) {
        double most = Arrays.stream(logWeights).max().orElseThrow();
        if (most == Double.NEGATIVE_INFINITY) {
            return 0;
        }
        double sum = 0;
        double squares = 0;
        for (double log : logWeights) {
            double w = Math.exp(log - most);
            sum += w;
            squares += w * w;
        }
        return sum * sum / squares / logWeights.length;
    }

    /**
     * The effective number of the points u_j as a share of their number, {@code (sum_j w_j)^2 / (points sum_j w_j^2)}:
     * 1 where all weigh the same, {@code 1 / points} where one has all the weight and {@code q_sigma} is a single
     * normal law.
     */
    public double effectiveShare() {
        return effectiveShare;
    }

    @Override
    public Space space() {
        return space;
    }

    @Override
    public Tensor logDensity(Tensor x) {
        return logDensity(x, logits(x));
    }

    @Override
    public Tensor score(Tensor x) {
        return score(x, logits(x));
    }

    @Override
    public Evaluation evaluate(Tensor x) {
        Tensor logits = logits(x);
        return new Evaluation(logDensity(x, logits), score(x, logits));
    }

    private Tensor logDensity(Tensor x, Tensor logits) {
        return logits.logSumExp(1).sub(x.square().sum(1).mul(0.5 / sigma2));
    }

    private Tensor score(Tensor x, Tensor logits) {
        return logits.softmax(1).matmul(b).sub(x.div(sigma2));
    }

    private Tensor logits(Tensor x) {
        return x.matmul(b.transpose()).add(c);
    }
}
