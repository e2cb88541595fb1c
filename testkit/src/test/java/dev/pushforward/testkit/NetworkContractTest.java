package dev.pushforward.testkit;

import static dev.pushforward.testkit.Contracts.assertKept;
import static dev.pushforward.testkit.Contracts.assertOnlyBroken;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.pushforward.core.State;
import dev.pushforward.core.nn.Initialization;
import dev.pushforward.core.nn.InnerProductEnergy;
import dev.pushforward.core.nn.Mlp;
import dev.pushforward.core.nn.MlpSettings;
import dev.pushforward.core.nn.Network;
import dev.pushforward.core.nn.Parameters;
import dev.pushforward.core.nn.PlanarFlow;
import dev.pushforward.core.nn.ResidualNetwork;
import dev.pushforward.core.nn.ResidualSettings;
import dev.pushforward.core.nn.TimeEmbeddedNetwork;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Activation;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Our networks keep the contract, and each clause of it catches a network that is wrong in that way. */
class NetworkContractTest {
    private static final MlpSettings LAYERS = new MlpSettings(List.of(6, 4), Activation.TANH, Initialization.PYTORCH);

    private static NetworkContract of(BiFunction<DType, RandomStream, Network> create) {
        return new NetworkContract() {
            @Override
            protected Network create(DType dtype, RandomStream random) {
                return create.apply(dtype, random);
            }
        };
    }

    /** A network of somebody else's, by tensors alone: {@code tanh(x A) + x B}, to be made wrong in one method. */
    private static class Skip implements Network {
        private final Parameters parameters;

        Skip(DType dtype, RandomStream random) {
            this(new Parameters(weights(dtype, random)));
        }

        Skip(Parameters parameters) {
            this.parameters = parameters;
        }

        private static Map<String, Tensor> weights(DType dtype, RandomStream random) {
            var weights = new LinkedHashMap<String, Tensor>();
            for (String name : List.of("a", "b")) {
                weights.put(name, Tensor.normal(dtype, random.split(name).generator(), 3, 2));
            }
            return weights;
        }

        @Override
        public Tensor apply(Tensor x) {
            return x.matmul(parameters.get("a")).tanh().add(x.matmul(parameters.get("b")));
        }

        @Override
        public Parameters parameters() {
            return parameters;
        }

        @Override
        public Network with(Parameters other) {
            return new Skip(other);
        }

        @Override
        public int inputs() {
            return 3;
        }

        @Override
        public int outputs() {
            return 2;
        }
    }

    @Test
    void ourNetworksKeepIt() {
        for (Activation activation : List.of(Activation.TANH, Activation.GELU, Activation.ELU)) {
            var layers = new MlpSettings(List.of(6, 4), activation, Initialization.GLOROT);
            assertKept(of((dtype, random) -> layers.create(3, 2, dtype, random.generator())));
        }
        assertKept(of((dtype, random) -> new InnerProductEnergy(LAYERS.create(3, 3, dtype, random.generator()))));
        assertKept(of((dtype, random) -> new MlpSettings(List.of(), Activation.TANH, Initialization.PYTORCH)
                .create(2, 2, dtype, random.generator())));
        assertKept(of((dtype, random) ->
                ResidualNetwork.create(3, 2, 2, 4, Initialization.PYTORCH, dtype, random.generator())));
        assertKept(of((dtype, random) ->
                new ResidualSettings(1, 4, Initialization.PYTORCH).create(2, 3, dtype, random.generator())));
        for (int k = 0; k < 2; k++) {
            int time = k;
            assertKept(of((dtype, random) -> TimeEmbeddedNetwork.create(
                            3, 2, 2, 3, 1, 4, Initialization.PYTORCH, dtype, random.generator())
                    .at(time)));
        }
        assertKept(of((dtype, random) ->
                new OfPlanarFlow(PlanarFlow.create(3, 2, Initialization.PYTORCH, dtype, random.generator()))));
    }

    /** Where the flow takes points, as a network. */
    private record OfPlanarFlow(PlanarFlow flow) implements Network {
        @Override
        public Tensor apply(Tensor x) {
            return flow.apply(x).points();
        }

        @Override
        public Parameters parameters() {
            return flow.parameters();
        }

        @Override
        public Network with(Parameters other) {
            return new OfPlanarFlow(flow.with(other));
        }

        @Override
        public int inputs() {
            return flow.dimension();
        }

        @Override
        public int outputs() {
            return flow.dimension();
        }
    }

    @Test
    void networksOfOthersKeepIt() {
        assertKept(of(Skip::new));
        assertKept(of((dtype, random) -> new AroundZero(LAYERS.create(3, 2, dtype, random.generator()))));
    }

    /** One of ours in other clothes: {@code f(x) - f(0)}. */
    private record AroundZero(Mlp inside) implements Network {
        @Override
        public Tensor apply(Tensor x) {
            return inside.apply(x).sub(inside.apply(Tensor.zeros(x.dtype(), 1, inputs())));
        }

        @Override
        public Parameters parameters() {
            return inside.parameters();
        }

        @Override
        public Network with(Parameters other) {
            return new AroundZero(inside.with(other));
        }

        @Override
        public int inputs() {
            return inside.inputs();
        }

        @Override
        public int outputs() {
            return inside.outputs();
        }
    }

    @Test
    void key() {
        assertOnlyBroken(of((dtype, random) -> new Skip(dtype, RandomStream.of(1))), "isDeterminedByItsKey");
    }

    @Test
    void shape() {
        assertOnlyBroken(
                of((dtype, random) -> new Skip(dtype, random) {
                    @Override
                    public Tensor apply(Tensor x) {
                        return x.size(0) == 0 ? Tensor.zeros(x.dtype(), 0, inputs()) : super.apply(x);
                    }
                }),
                "givesEachRowARow");
    }

    @Test
    void rows() {
        class Centred extends Skip {
            Centred(DType dtype, RandomStream random) {
                super(dtype, random);
            }

            Centred(Parameters parameters) {
                super(parameters);
            }

            @Override
            public Tensor apply(Tensor x) {
                Tensor y = super.apply(x);
                return x.size(0) == 0 ? y : y.sub(y.mean(0));
            }

            @Override
            public Network with(Parameters other) {
                return new Centred(other);
            }
        }
        // its differences are taken row by row, too
        assertEquals(
                Set.of("rowsDoNotDependOnEachOther", "differentiatesInItsInput"), Contracts.broken(of(Centred::new)));
    }

    @Test
    void input() {
        class Deaf extends Skip {
            Deaf(DType dtype, RandomStream random) {
                super(dtype, random);
            }

            Deaf(Parameters parameters) {
                super(parameters);
            }

            @Override
            public Tensor apply(Tensor x) {
                return x.matmul(parameters().get("a"))
                        .tanh()
                        .add(x.detach().matmul(parameters().get("b")));
            }

            @Override
            public Network with(Parameters other) {
                return new Deaf(other);
            }
        }
        assertOnlyBroken(of(Deaf::new), "differentiatesInItsInput");
    }

    @Test
    void parameters() {
        class Stiff extends Skip {
            Stiff(DType dtype, RandomStream random) {
                super(dtype, random);
            }

            Stiff(Parameters parameters) {
                super(parameters);
            }

            @Override
            public Tensor apply(Tensor x) {
                return x.matmul(parameters().get("a"))
                        .tanh()
                        .add(x.matmul(parameters().get("b").detach()));
            }

            @Override
            public Network with(Parameters other) {
                return new Stiff(other);
            }
        }
        assertOnlyBroken(of(Stiff::new), "differentiatesInItsParameters");
    }

    /** Takes a copy of the parameters that it is to share. */
    @Test
    void sharing() {
        assertOnlyBroken(
                of((dtype, random) -> new Skip(dtype, random) {
                    @Override
                    public Network with(Parameters other) {
                        return new Skip(other.copy());
                    }

                    @Override
                    public Network frozen() {
                        return new Skip(parameters().frozen());
                    }
                }),
                "isTheSameOnACopyOfItsParametersAndSharesNothing");
    }

    @Test
    void freezing() {
        assertOnlyBroken(
                of((dtype, random) -> new Skip(dtype, random) {
                    @Override
                    public Network frozen() {
                        return this;
                    }
                }),
                "isConstantWhenFrozen");
    }

    /** Has a number of its own that is not among its parameters. */
    @Test
    void memory() {
        class Offset extends Skip {
            private final Tensor offset;

            Offset(Parameters parameters, Tensor offset) {
                super(parameters);
                this.offset = offset;
            }

            @Override
            public Tensor apply(Tensor x) {
                return super.apply(x).add(offset);
            }

            @Override
            public Network with(Parameters other) {
                return new Offset(other, offset);
            }
        }
        assertOnlyBroken(
                of((dtype, random) -> new Offset(
                        new Skip(dtype, random).parameters(),
                        Tensor.normal(dtype, random.split("offset").generator(), 2))),
                "itsStateGivesItBack");
    }

    /** Saves itself as another network. */
    @Test
    void saving() {
        assertOnlyBroken(
                of((dtype, random) -> new Skip(dtype, random) {
                    @Override
                    public Optional<State> saved() {
                        return LAYERS.create(3, 2, parameters().dtype(), random.generator())
                                .saved();
                    }
                }),
                "isMadeAgainFromWhatItSaves");
    }
}
