package dev.pushforward.core.nn;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Space;
import dev.pushforward.tensor.Tensor;
import java.util.OptionalDouble;

/**
 * The density of a scalar network, {@code log q(x) = -E(x)}, with respect to the base measure of a space: what a method
 * learned, to be sampled, corrected and measured as any other density. The score is minus the gradient by automatic
 * differentiation, tangent to the space.
 *
 * <p>The network's parameters are constants here and share its memory: training them further changes this density.
 * Points of another precision than theirs are cast to it, and the value is cast back. Cost: one pass of the network per
 * row, a score two more.
 *
 * <pre>{@code
 * var psi = Mlp.create(List.of(2, 64, 64, 2), Activation.SWISH, Initialization.GLOROT, DType.FLOAT32, random);
 * DensityTarget density = new EnergyDensity(new InnerProductEnergy(psi), new Euclidean(2), OptionalDouble.empty());
 * }</pre>
 */
public final class EnergyDensity implements DensityTarget {
    private final Network energy;
    private final Space space;
    private final OptionalDouble logNormalizer;

    /**
     * The density of an energy.
     *
     * @param energy E, {@code [n, d] -> [n, 1]}, in nats
     * @param space where it lives, of d ambient coordinates
     * @param logNormalizer {@code log Z}, the log of the integral of {@code exp(-E)} over the space, in nats; empty
     *     where it is not known
     * @throws IllegalArgumentException if the network has more outputs than one, or not an input for each coordinate
     */
    public EnergyDensity(Network energy, Space space, OptionalDouble logNormalizer) {
        if (energy.outputs() != 1 || energy.inputs() != space.ambientDimension()) {
            throw new IllegalArgumentException("the network maps " + energy.inputs() + " numbers to " + energy.outputs()
                    + ": an energy on " + space + " maps " + space.ambientDimension() + " to 1");
        }
        this.energy = energy.frozen();
        this.space = space;
        this.logNormalizer = logNormalizer;
    }

    @Override
    public Space space() {
        return space;
    }

    @Override
    public Tensor logDensity(Tensor x) {
        Tensor at = x.cast(energy.parameters().dtype());
        return energy.apply(at).squeeze(1).neg().cast(x.dtype());
    }

    @Override
    public OptionalDouble logNormalizer() {
        return logNormalizer;
    }
}
