package dev.pushforward.core.nn;

import dev.pushforward.core.State;

/** Makes networks again from what {@link Network#saved} says of them. */
public final class SavedNetwork {
    static final String KIND = "kind";
    static final String PARAMETERS = "parameters";

    private SavedNetwork() {}

    /**
     * A network with the kind, sizes, precision and parameters of the one that was saved, in memory of its own.
     *
     * @throws IllegalArgumentException if it is of a kind that is not known here, or the state is of something else
     */
    public static Network load(State saved) {
        String kind = saved.choice(KIND);
        return switch (kind) {
            case Mlp.KIND -> Mlp.load(saved);
            case ResidualNetwork.KIND -> ResidualNetwork.load(saved);
            case InnerProductEnergy.KIND -> InnerProductEnergy.load(saved);
            default ->
                throw new IllegalArgumentException("the network is of kind '" + kind
                        + "', and the kinds known here are " + Mlp.KIND + ", " + ResidualNetwork.KIND + " and "
                        + InnerProductEnergy.KIND + ": make the network by its own class");
        };
    }
}
