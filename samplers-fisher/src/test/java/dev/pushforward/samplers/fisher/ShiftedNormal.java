package dev.pushforward.samplers.fisher;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;

/** N((m1, m2), diag(s1^2, s2^2)) up to a constant: not centred, so that a wrong sign shows. */
record ShiftedNormal(double m1, double m2, double s1, double s2) implements DensityTarget {
    @Override
    public Space space() {
        return new Euclidean(2);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        Tensor u = x.column(0).sub(m1).div(s1);
        Tensor v = x.column(1).sub(m2).div(s2);
        return u.square().add(v.square()).mul(-0.5).add(7); // any constant
    }

    /** Four points to compare scores at, tracked. */
    static Tensor points() {
        return Tensor.of(DType.FLOAT64, new double[] {0.5, -0.25, -1.2, 0.8, 2.1, 1.3, 0, 0}, 4, 2)
                .tracked();
    }
}
