package dev.pushforward.core.nn;

import dev.pushforward.core.State;
import dev.pushforward.tensor.Tensor;
import java.util.Optional;

/**
 * The scalar network {@code E(x) = x . psi(x)}, {@code [n, d] -> [n, 1]}, of a network {@code psi: R^d -> R^d}, whose
 * parameters are its own. It is 0 at the origin, and grows as {@code |x|^2} where psi grows as {@code |x|}. (The energy
 * of Wasserstein minimum velocity learning: Wang, Cheng, Li, Zhu and Zhang 2020, arXiv:2002.07501, where
 * {@code -log q(x) = x . psi(x)} up to a constant.)
 */
public final class InnerProductEnergy implements Network {
    static final String KIND = "inner-product-energy";
    private static final String PSI = "psi";
    private final Network psi;

    /**
     * The energy of a network.
     *
     * @throws IllegalArgumentException if its outputs are not as many as its inputs
     */
    public InnerProductEnergy(Network psi) {
        if (psi.inputs() != psi.outputs()) {
            throw new IllegalArgumentException("psi maps " + psi.inputs() + " numbers to " + psi.outputs()
                    + ": x . psi(x) needs as many outputs as inputs");
        }
        this.psi = psi;
    }

    @Override
    public Tensor apply(Tensor x) {
        return x.mul(psi.apply(x)).sum(1).unsqueeze(1);
    }

    @Override
    public Parameters parameters() {
        return psi.parameters();
    }

    @Override
    public InnerProductEnergy with(Parameters other) {
        return new InnerProductEnergy(psi.with(other));
    }

    @Override
    public int inputs() {
        return psi.inputs();
    }

    @Override
    public int outputs() {
        return 1;
    }

    /** That of psi, where it is known how to make it again. */
    @Override
    public Optional<State> saved() {
        return psi.saved()
                .map(own -> State.empty().with(SavedNetwork.KIND, KIND).nested(PSI, own));
    }

    /**
     * The energy that was saved.
     *
     * @throws IllegalArgumentException if the state is of something else
     */
    static InnerProductEnergy load(State saved) {
        return new InnerProductEnergy(SavedNetwork.load(saved.under(PSI)));
    }
}
