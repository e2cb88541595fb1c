package dev.pushforward.tensor;

/**
 * {@code y = r (x - mean x)} along the last axis, {@code r = 1 / sqrt(mean (x - mean x)^2 + epsilon)}. Its Jacobian is
 * symmetric, {@code J v = r (v - mean v - y mean(y v))}, so that both derivatives are the same.
 */
final class LayerNorm extends Primitive {
    private final double epsilon;
    private final Tensor rate; // r of each row, a constant
    private final Slope recordedRate = new Slope();
    private Tensor y;

    private LayerNorm(double epsilon, Tensor x, Tensor rate) {
        super(x);
        this.epsilon = epsilon;
        this.rate = rate;
    }

    static Tensor of(Tensor x, double epsilon) {
        int columns = x.size(-1);
        int rows = columns == 0 ? 0 : Math.toIntExact(x.length() / columns);
        Tensor rate = Tensor.uninitialised(x.dtype(), rows);
        Tensor out = Tensor.uninitialised(x.dtype(), x.dimensions());
        x.kernels().layerNorm(epsilon, rows, columns, x.address(), out.address(), rate.address());
        var self = new LayerNorm(epsilon, x, rate);
        self.y = out.from(self);
        return self.y;
    }

    @Override
    void pullback(Tensor g, Cotangents into) {
        if (Scope.stack().recording) {
            into.add(0, along(g));
            return;
        }
        Tensor out = into.ownsG() ? g : Tensor.uninitialised(g.dtype(), g.dimensions());
        g.kernels()
                .layerNormDerivative(
                        rate.length(), y.size(-1), g.address(), y.address(), rate.address(), out.address());
        into.give(0, out);
    }

    @Override
    Tensor pushforward(Tensor[] v) {
        return along(v[0]);
    }

    private Tensor along(Tensor v) {
        Tensor r = recordedRate.get(this::recordedRate);
        return v.sub(mean(v)).sub(y.mul(mean(y.mul(v)))).mul(r);
    }

    /** r in operations that can be differentiated again. */
    private Tensor recordedRate() {
        Tensor x = input(0);
        return mean(x.sub(mean(x)).square()).add(epsilon).sqrt().reciprocal();
    }

    private static Tensor mean(Tensor t) {
        return t.mean(-1).unsqueeze(-1);
    }
}
