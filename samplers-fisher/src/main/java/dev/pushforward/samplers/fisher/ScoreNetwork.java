package dev.pushforward.samplers.fisher;

import dev.pushforward.core.Composed;
import dev.pushforward.core.Compute;
import dev.pushforward.core.Estimation;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.Parts;
import dev.pushforward.core.ScoreEstimator;
import dev.pushforward.core.Space;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.nn.Adam;
import dev.pushforward.core.nn.Network;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.core.train.Descent;
import dev.pushforward.tensor.Tensor;

/**
 * A network {@code s_phi: [n, d] -> [n, d]} fitted by Adam to a score matching loss. A fit costs one forward and one
 * reverse sweep through the network (and d or {@code slices} forward sweeps of tangents with their reverse, for the
 * losses that need a divergence).
 */
public final class ScoreNetwork implements ScoreEstimator {
    private final ScoreMatchingLoss loss;
    private final ScoreNetworkSettings settings;
    private final Compute compute;

    /** A network fitted to this loss. */
    public ScoreNetwork(ScoreMatchingLoss loss, ScoreNetworkSettings settings, Compute compute) {
        this.loss = loss;
        this.settings = settings;
        this.compute = compute;
    }

    /** @throws IllegalArgumentException if the space is not R^d */
    @Override
    public Estimation start(Space space, RandomStream random) {
        Euclidean.require(space, loss.displayName());
        int d = space.ambientDimension();
        return new Fit(settings.network()
                .create(d, d, compute.dtype(), random.split("network").generator()));
    }

    private final class Fit implements Estimation, Composed {
        private final Network network;
        private final Network frozen;
        private final Descent descent;

        Fit(Network network) {
            this.network = network;
            this.frozen = network.frozen();
            this.descent = new Descent(
                    "score matching loss",
                    network.parameters(),
                    new Adam(network.parameters(), settings.adam()),
                    compute.workers());
        }

        @Override
        public StepInfo fit(Tensor draws, RandomStream random) {
            return StepInfo.of(
                    "loss",
                    descent.step(draws.size(0), random, (rows, r) -> loss.perRow(network::apply, rows.of(draws), r)));
        }

        @Override
        public Tensor score(Tensor x) {
            return frozen.apply(x);
        }

        @Override
        public double smoothing() {
            return loss.smoothing();
        }

        @Override
        public Parts parts() {
            return Parts.of("network", network.parameters()).and("adam", descent);
        }

        @Override
        public void close() {
            // parameters and moments are freed with this object
        }
    }
}
