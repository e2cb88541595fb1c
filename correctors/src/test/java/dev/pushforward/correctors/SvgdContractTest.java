package dev.pushforward.correctors;

import dev.pushforward.core.Compute;
import dev.pushforward.core.Corrector;
import dev.pushforward.testkit.CorrectorContract;

class SvgdContractTest extends CorrectorContract {
    @Override
    protected Corrector create() {
        return new Svgd(2, 0.05, Compute.standard());
    }

    /** Particles in the tails have few neighbours that push them, and draw in a little. */
    @Override
    protected double bias() {
        return 0.03;
    }

    @Override
    protected int chains() {
        return 400;
    }

    @Override
    protected boolean usesRandomness() {
        return false;
    }
}
