package dev.pushforward.targets.internal;

import dev.pushforward.core.Target;
import dev.pushforward.core.spi.Component;
import dev.pushforward.targets.GaussianMixture;
import java.util.Arrays;

/** Makes the target {@code gauss8}. */
@Component(
        name = "gauss8",
        summary = "Eight equal standard Gaussians on a circle of radius 15.",
        citation = "Hu, Chen, Sun, Bai, Ye and Cheng 2018, Stein neural sampler, arXiv:1810.03545")
public final class Gauss8Factory extends FixedTargetFactory {
    @Override
    protected Target create() {
        double[][] means = new double[8][];
        Arrays.setAll(means, i -> new double[] {15 * Math.cos(i * Math.PI / 4), 15 * Math.sin(i * Math.PI / 4)});
        double[] weights = new double[8];
        Arrays.fill(weights, 1);
        return new GaussianMixture(means, 1, weights);
    }
}
