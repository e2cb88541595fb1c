package dev.pushforward.core.generator;

import dev.pushforward.core.DataTarget;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Space;
import dev.pushforward.core.nn.CouplingFlow;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.EnumMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * The law of {@code x = scale T(z)}, z standard normal on R^d, T a flow:
 * {@code log p(x) = log N(T^-1(x / scale); 0, I) + log |det dT^-1| - d log scale}, normalised. Exact draws. Holds a
 * copy of the flow's parameters in both precisions. Cost per point: one pass back through the flow for the density, one
 * forth in float64 for a draw.
 */
public final class FlowDensity implements DensityTarget, DataTarget {
    /**
     * Draws are pushed so many at a time, all of them even where fewer are wanted: a product of other sizes may round
     * otherwise.
     */
    private static final int BLOCK = 256;

    private final Map<DType, CouplingFlow> flows = new EnumMap<>(DType.class);
    private final int dimension;
    private final double scale;

    /** Of draws {@code scale T(z)} by the flow's parameters of this moment, which are copied. */
    public FlowDensity(CouplingFlow flow, double scale) {
        for (DType dtype : DType.values()) {
            flows.put(dtype, flow.with(flow.parameters().in(dtype)).frozen());
        }
        this.dimension = flow.dimension();
        this.scale = scale;
    }

    /** {@code log N(z; 0, I)}, {@code [n, d] -> [n]}. */
    public static Tensor logNormal(Tensor z) {
        return z.square().sum(1).mul(-0.5).sub(0.5 * z.size(1) * Math.log(2 * Math.PI));
    }

    @Override
    public Space space() {
        return new Euclidean(dimension);
    }

    @Override
    public Tensor logDensity(Tensor x) {
        CouplingFlow.Image origin = flows.get(x.dtype()).invert(x.div(scale));
        return logNormal(origin.points()).add(origin.logDeterminant()).sub(dimension * Math.log(scale));
    }

    /** 0. */
    @Override
    public OptionalDouble logNormalizer() {
        return OptionalDouble.of(0);
    }

    @Override
    public Tensor draw(int n, RandomStream random) {
        CouplingFlow flow = flows.get(DType.FLOAT64);
        Tensor out = TensorMemory.uninitialised(DType.FLOAT64, n, dimension);
        for (int from = 0; from < n; from += BLOCK) {
            int to = Math.min(n, from + BLOCK);
            try (Scope scope = Scope.open()) {
                Tensor z =
                        Tensor.normal(DType.FLOAT64, random.split(from / BLOCK).generator(), BLOCK, dimension);
                TensorMemory.copy(flow.apply(z).points().mul(scale).slice(0, 0, to - from), out.slice(0, from, to));
            }
        }
        return out;
    }

    @Override
    public String name() {
        return "the density of a coupling flow";
    }
}
