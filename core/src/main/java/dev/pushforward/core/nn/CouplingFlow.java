package dev.pushforward.core.nn;

import dev.pushforward.core.State;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An invertible map of R^d, d at least 2, with a known Jacobian determinant: affine couplings one after the other
 * (Dinh, Sohl-Dickstein and Bengio 2017, arXiv:1605.08803), each of which moves one half of the coordinates by a
 * network of the other half. The networks share one block of {@link Parameters}.
 *
 * <p>A fresh flow only exchanges halves, which leaves a standard normal law as it is. Both directions cost one pass
 * through all networks, and are differentiable to any order where the activation is. The parameters are shared, not
 * copied.
 */
public final class CouplingFlow {
    /**
     * Points where a flow takes them.
     *
     * @param points {@code [n, d]}
     * @param logDeterminant log of the absolute determinant of the map's Jacobian at each point, {@code [n]}, in nats
     */
    public record Image(Tensor points, Tensor logDeterminant) {}

    private static final String DIMENSION = "dimension";
    private static final String COUPLINGS = "couplings";

    private final int dimension;
    private final Parameters parameters;
    private final List<AffineCoupling> couplings;

    private CouplingFlow(int dimension, Parameters parameters, List<AffineCoupling> couplings) {
        this.dimension = dimension;
        this.parameters = parameters;
        this.couplings = List.copyOf(couplings);
    }

    /**
     * A flow with fresh parameters.
     *
     * @param dimension d
     * @param couplings how many, at least 1; each coordinate is moved by every other one
     * @param network the shape of each coupling's network
     * @param random coupling i draws from {@code random.split(i)}
     * @throws IllegalArgumentException if there are fewer than two coordinates, or no couplings
     */
    public static CouplingFlow create(
            int dimension, int couplings, MlpSettings network, DType dtype, RandomStream random) {
        if (dimension < 2 || couplings < 1) {
            throw new IllegalArgumentException(couplings + " couplings of " + dimension
                    + " coordinates: at least 1 coupling is needed, and at least 2 coordinates, "
                    + "as each half is moved by the other");
        }
        var fresh = new ArrayList<AffineCoupling>();
        var parts = new LinkedHashMap<String, Parameters>();
        int kept = dimension - dimension / 2;
        for (int i = 0; i < couplings; i++) {
            Mlp mlp = network.create(
                            kept, 2 * (dimension - kept), dtype, random.split(i).generator())
                    .startingAtZero();
            fresh.add(new AffineCoupling(mlp, kept));
            parts.put(part(i), mlp.parameters());
            kept = dimension - kept; // the halves have changed places
        }
        return on(Parameters.joined(parts), dimension, fresh);
    }

    private static CouplingFlow on(Parameters joined, int dimension, List<AffineCoupling> shapes) {
        return new CouplingFlow(
                dimension,
                joined,
                IntStream.range(0, shapes.size())
                        .mapToObj(i -> new AffineCoupling(
                                shapes.get(i).network().with(joined.part(part(i))),
                                shapes.get(i).kept()))
                        .toList());
    }

    private static String part(int coupling) {
        return "coupling-" + (coupling + 1);
    }

    /** The flow of this shape on other parameters of the same layout, in any precision, whose memory it shares. */
    public CouplingFlow with(Parameters other) {
        return on(other, dimension, couplings);
    }

    /**
     * The same flow with its parameters as constants: derivatives flow through its input only. Shares the parameters'
     * memory.
     */
    public CouplingFlow frozen() {
        return new CouplingFlow(
                dimension,
                parameters,
                couplings.stream()
                        .map(c -> new AffineCoupling(c.network().frozen(), c.kept()))
                        .toList());
    }

    /** Where the flow takes points {@code [n, d]}. */
    public Image apply(Tensor z) {
        Tensor x = z;
        Tensor logDeterminant = null;
        for (AffineCoupling coupling : couplings) {
            Image image = coupling.apply(x);
            x = image.points();
            logDeterminant =
                    logDeterminant == null ? image.logDeterminant() : logDeterminant.add(image.logDeterminant());
        }
        return new Image(x, logDeterminant);
    }

    /** Where points {@code [n, d]} come from, with the determinant of this inverse map. */
    public Image invert(Tensor x) {
        Tensor z = x;
        Tensor logDeterminant = null;
        for (AffineCoupling coupling : couplings.reversed()) {
            Image image = coupling.invert(z);
            z = image.points();
            logDeterminant =
                    logDeterminant == null ? image.logDeterminant() : logDeterminant.add(image.logDeterminant());
        }
        return new Image(z, logDeterminant);
    }

    /** Number of coordinates, d. */
    public int dimension() {
        return dimension;
    }

    /** The weights and biases of all couplings, those of coupling i as the part {@code coupling-i}, counted from 1. */
    public Parameters parameters() {
        return parameters;
    }

    /** The dimension, and each coupling's network by {@link Network#saved}: {@link #load} makes the flow again. */
    public State saved() {
        State all = State.empty().with(DIMENSION, dimension).with(COUPLINGS, couplings.size());
        for (int i = 0; i < couplings.size(); i++) {
            all = all.nested(part(i), couplings.get(i).network().saved().orElseThrow());
        }
        return all;
    }

    /**
     * The flow that was {@link #saved}, in memory of its own.
     *
     * @throws IllegalArgumentException if the state is of something else
     */
    public static CouplingFlow load(State saved) {
        long d = saved.counter(DIMENSION);
        var fresh = new ArrayList<AffineCoupling>();
        var parts = new LinkedHashMap<String, Parameters>();
        long kept = d - d / 2;
        for (int i = 0; i < saved.counter(COUPLINGS); i++) {
            Mlp mlp = saved.load(part(i), Mlp::load);
            if (mlp.inputs() != kept || mlp.outputs() != 2 * (d - kept)) {
                throw new IllegalArgumentException(
                        "the network of " + part(i) + " maps " + mlp.inputs() + " numbers to "
                                + mlp.outputs() + ", and a flow of " + d + " coordinates needs " + kept + " and "
                                + 2 * (d - kept) + " there: the state is damaged");
            }
            fresh.add(new AffineCoupling(mlp, (int) kept));
            parts.put(part(i), mlp.parameters());
            kept = d - kept;
        }
        if (fresh.isEmpty()) {
            throw new IllegalArgumentException("the saved flow has no couplings: the state is damaged");
        }
        return on(Parameters.joined(parts), (int) d, fresh);
    }
}
