package dev.pushforward.core.nn;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/**
 * A normalising flow of planar layers (Rezende and Mohamed 2015, arXiv:1505.05770), {@code z + v tanh(w . z + b)} with
 * {@code v = u + (softplus(w . u) - 1 - w . u) w / |w|^2}, which makes every layer invertible; log determinant
 * {@code log(1 + (1 - tanh^2) w . v)}. The inverse has no closed form and is not offered: a planar flow is drawn from,
 * and knows the density of its own draws.
 */
public final class PlanarFlow {
    private final Parameters parameters;
    private final int layers;

    private PlanarFlow(Parameters parameters, int layers) {
        this.parameters = parameters;
        this.layers = layers;
    }

    /**
     * A flow with fresh parameters, drawn as those of a layer d -> 1.
     *
     * @param dimension d, at least 2: in one dimension a plane is a point, and a layer could not move mass past it
     * @param layers at least 1
     * @param random consumed in the order of the layers
     */
    public static PlanarFlow create(
            int dimension, int layers, Initialization initialization, DType dtype, RandomGenerator random) {
        if (dimension < 2 || layers < 1) {
            throw new IllegalArgumentException("dimension = " + dimension + ", layers = " + layers
                    + ": a planar flow needs at least 2 dimensions and 1 layer");
        }
        Map<String, Tensor> initial = new LinkedHashMap<>();
        for (int l = 1; l <= layers; l++) {
            initial.put("w-" + l, initialization.weights(dtype, random, dimension, 1));
            initial.put(
                    "u-" + l,
                    initialization.weights(dtype, random, dimension, 1).reshape(1, dimension));
            initial.put("b-" + l, initialization.biases(dtype, random, dimension, 1));
        }
        return new PlanarFlow(new Parameters(initial), layers);
    }

    /** Where the flow takes points {@code [n, d]}, with the log determinant of its Jacobian there. */
    public CouplingFlow.Image apply(Tensor z) {
        Tensor x = z;
        Tensor logDeterminant = null;
        for (int l = 1; l <= layers; l++) {
            Tensor w = parameters.get("w-" + l); // [d, 1]
            Tensor u = parameters.get("u-" + l); // [1, d]
            Tensor wu = u.matmul(w); // [1, 1]
            Tensor v = u.add(w.transpose()
                    .mul(wu.softplus().sub(1).sub(wu))
                    .div(w.square().sum()));
            Tensor h = x.matmul(w).add(parameters.get("b-" + l)).tanh(); // [n, 1]
            Tensor slope = h.square().neg().add(1).mul(v.matmul(w));
            Tensor own = slope.log1p().squeeze(1);
            x = x.add(h.mul(v));
            logDeterminant = logDeterminant == null ? own : logDeterminant.add(own);
        }
        return new CouplingFlow.Image(x, logDeterminant);
    }

    /** What is trained: w, u and b of each layer. */
    public Parameters parameters() {
        return parameters;
    }

    /** The flow of this shape on other parameters of the same layout, whose memory it shares. */
    public PlanarFlow with(Parameters other) {
        return new PlanarFlow(other, layers);
    }

    /** Number of coordinates, d. */
    public int dimension() {
        return parameters.get("w-1").size(0);
    }
}
