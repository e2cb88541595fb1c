package dev.pushforward.core.nn;

import dev.pushforward.core.State;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.random.RandomGenerator;

/**
 * A multi-layer perceptron {@code [n, in] -> [n, out]}: affine maps with an activation between each two, none after the
 * last. Weights are {@code [in, out]} per layer. The parameters live in {@link #parameters()} and are shared by
 * {@link #frozen()}.
 */
public final class Mlp implements Network {
    static final String KIND = "mlp";
    private static final String ACTIVATION = "activation";
    private static final String LAYERS = "layers";

    private final Activation activation;
    private final Parameters parameters;
    private final List<Tensor> weights;
    private final List<Tensor> biases;

    private Mlp(Activation activation, Parameters parameters, List<Tensor> weights, List<Tensor> biases) {
        this.activation = activation;
        this.parameters = parameters;
        this.weights = List.copyOf(weights);
        this.biases = List.copyOf(biases);
    }

    /**
     * A network with fresh parameters.
     *
     * @param widths sizes of input, hidden layers and output, at least two
     * @param random consumed in the order of the layers, weights before biases
     */
    public static Mlp create(
            List<Integer> widths,
            Activation activation,
            Initialization initialization,
            DType dtype,
            RandomGenerator random) {
        if (widths.size() < 2 || widths.stream().anyMatch(w -> w < 1)) {
            throw new IllegalArgumentException(
                    "widths " + widths + ": at least an input and an output size are needed, each at least 1");
        }
        Map<String, Tensor> initial = new LinkedHashMap<>();
        for (int l = 1; l < widths.size(); l++) {
            initial.put(weights(l), initialization.weights(dtype, random, widths.get(l - 1), widths.get(l)));
            initial.put(biases(l), initialization.biases(dtype, random, widths.get(l - 1), widths.get(l)));
        }
        return on(activation, new Parameters(initial));
    }

    private static Mlp on(Activation activation, Parameters parameters) {
        var weights = new ArrayList<Tensor>();
        var biases = new ArrayList<Tensor>();
        for (int i = 0; i < parameters.tensors().size(); i += 2) {
            weights.add(parameters.tensors().get(i));
            biases.add(parameters.tensors().get(i + 1));
        }
        return new Mlp(activation, parameters, weights, biases);
    }

    /** This network with its last layer set to 0, in place: until it is trained its value is 0 everywhere. */
    public Mlp startingAtZero() {
        TensorMemory.clear(weights.get(weights.size() - 1));
        TensorMemory.clear(biases.get(biases.size() - 1));
        return this;
    }

    @Override
    public Mlp with(Parameters other) {
        return on(activation, other);
    }

    @Override
    public Tensor apply(Tensor x) {
        Tensor h = x;
        int last = weights.size() - 1;
        for (int l = 0; l < last; l++) {
            h = h.dense(weights.get(l), biases.get(l), activation);
        }
        return h.dense(weights.get(last), biases.get(last), Activation.IDENTITY);
    }

    @Override
    public Mlp frozen() {
        return with(parameters.frozen());
    }

    @Override
    public Parameters parameters() {
        return parameters;
    }

    @Override
    public int inputs() {
        return weights.get(0).size(0);
    }

    @Override
    public int outputs() {
        return biases.get(biases.size() - 1).size(0);
    }

    /**
     * {@code kind=mlp}, {@code activation=}, {@code layers}, and the parameters, whose shapes are the widths and whose
     * precision is the network's.
     */
    @Override
    public Optional<State> saved() {
        return Optional.of(State.empty()
                .with(SavedNetwork.KIND, KIND)
                .with(ACTIVATION, activation.name().toLowerCase(Locale.ROOT))
                .with(LAYERS, weights.size())
                .nested(SavedNetwork.PARAMETERS, parameters.state()));
    }

    /**
     * The network that was saved.
     *
     * @throws IllegalArgumentException if the state is of something else
     */
    static Mlp load(State saved) {
        State parameters = saved.under(SavedNetwork.PARAMETERS);
        long layers = saved.counter(LAYERS);
        var initial = new LinkedHashMap<String, Tensor>();
        Tensor first = parameters.tensor(weights(1));
        int in = first.size(0);
        for (int l = 1; l <= layers; l++) {
            Tensor biases = parameters.tensor(biases(l));
            int out = biases.size(0);
            initial.put(weights(l), parameters.tensor(weights(l), first.dtype(), in, out));
            initial.put(biases(l), parameters.tensor(biases(l), first.dtype(), out));
            in = out;
        }
        return on(activation(saved.choice(ACTIVATION)), new Parameters(initial));
    }

    private static Activation activation(String name) {
        return Arrays.stream(Activation.values())
                .filter(a -> a.name().toLowerCase(Locale.ROOT).equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "the saved network has the activation '" + name + "', which this version does not know"));
    }

    private static String weights(int layer) {
        return "weights-" + layer;
    }

    private static String biases(int layer) {
        return "biases-" + layer;
    }
}
