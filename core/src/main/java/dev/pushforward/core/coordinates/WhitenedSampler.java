package dev.pushforward.core.coordinates;

import dev.pushforward.core.Composed;
import dev.pushforward.core.Compute;
import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.core.Euclidean;
import dev.pushforward.core.GuardedTarget;
import dev.pushforward.core.ImplicitSampler;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.Parts;
import dev.pushforward.core.SelfCheck;
import dev.pushforward.core.SelfChecks;
import dev.pushforward.core.State;
import dev.pushforward.core.Stateful;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Target;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.WeighingSampler;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Any sampler, trained in coordinates in which the target is about as curved in every direction ({@link Whitening}), on
 * a target whose directions differ by orders of magnitude. Lengths in its settings (noise, scale, the width of its
 * first draws), and the divergences of its checks, are then in units of the target's own widths, not in those of x.
 *
 * <p>Cost: what the whitening costs, once, in the first step; then two products of {@code [n, d]} and {@code [d, d]}
 * per score. The whitening is part of the training's state. Errors: those of the sampler and of {@link Whitening#of}.
 */
public final class WhitenedSampler implements ImplicitSampler {
    private final ImplicitSampler sampler;
    private final int points;
    private final double spread;
    private final Compute compute;

    /**
     * This sampler in whitened coordinates.
     *
     * @param points where the curvature is taken: so many points of {@code N(0, spread^2 I)}
     */
    public WhitenedSampler(ImplicitSampler sampler, int points, double spread, Compute compute) {
        this.sampler = sampler;
        this.points = points;
        this.spread = spread;
        this.compute = compute;
    }

    /**
     * @throws IllegalArgumentException if the target has no density or does not live in R^d, or the sampler refuses it
     */
    @Override
    public Training start(Target target, RandomStream random) {
        DensityTarget density = DensityTarget.of(target, "whitening");
        Euclidean.require(target, "whitening");
        return new Whitened(new GuardedTarget(density), random);
    }

    @Override
    public boolean weighted() {
        return sampler.weighted();
    }

    /** Of an inner sampler of a kind of its own. */
    @Override
    public Optional<TrainedSampler> load(State saved) {
        return sampler.load(saved.under(WhitenedDraws.SAMPLER))
                .map(inside -> WhitenedDraws.load(saved, state -> inside));
    }

    private final class Whitened implements Training, TrainedSampler, Composed {
        private final DensityTarget target;
        private final RandomStream random;
        private final Training training;
        private Whitening whitening; // from the first step on

        Whitened(DensityTarget target, RandomStream random) {
            this.target = target;
            this.random = random;
            this.training = sampler.start(new WhitenedTarget(target, this::whitening), random);
        }

        private Whitening whitening() {
            if (whitening == null) {
                whitening = Whitening.of(target, points, spread, compute.dtype(), random.split("whitening"));
            }
            return whitening;
        }

        @Override
        public StepInfo step() {
            whitening(); // before the step's threads ask for it
            return training.step();
        }

        @Override
        public long iteration() {
            return training.iteration();
        }

        @Override
        public long iterations() {
            return training.iterations();
        }

        @Override
        public TrainedSampler sampler() {
            return training.sampler() instanceof WeighingSampler ? new Weighing() : this;
        }

        /**
         * The same of a sampler that weighs given points: the integral of the density is that in whitened coordinates.
         */
        private final class Weighing implements WeighingSampler {
            @Override
            public Tensor reverseLogWeights(Tensor x, RandomStream random) {
                Tensor u = whitening().coordinates(x);
                return ((WeighingSampler) training.sampler()).reverseLogWeights(u, random);
            }

            @Override
            public Draws draw(int n, RandomStream random) {
                return Whitened.this.draw(n, random);
            }

            @Override
            public OptionalLong parameters() {
                return Whitened.this.parameters();
            }

            @Override
            public Optional<DensityTarget> learnedDensity() {
                return Whitened.this.learnedDensity();
            }

            @Override
            public Optional<State> saved() {
                return Whitened.this.saved();
            }
        }

        private WhitenedDraws draws() {
            return new WhitenedDraws(training.sampler(), whitening());
        }

        @Override
        public Draws draw(int n, RandomStream random) {
            return draws().draw(n, random);
        }

        @Override
        public OptionalLong parameters() {
            return training.sampler().parameters();
        }

        @Override
        public Optional<DensityTarget> learnedDensity() {
            return draws().learnedDensity();
        }

        @Override
        public Optional<State> saved() {
            return draws().saved();
        }

        @Override
        public Optional<SelfChecks> checks() {
            return training.checks().map(WhitenedChecks::new);
        }

        @Override
        public Parts parts() {
            return Parts.of("whitening", new Coordinates()).and("sampler", training);
        }

        /** The whitening, which is computed when it is first needed. */
        private final class Coordinates implements Stateful {
            @Override
            public State state() {
                return whitening().state();
            }

            @Override
            public void restore(State saved) {
                whitening = Whitening.of(saved, compute.dtype(), target.dimension());
            }
        }

        @Override
        public void close() {
            training.close();
        }
    }

    /** Checks in whitened coordinates, which are lengths over lengths: what is in units of length is a pure number. */
    private record WhitenedChecks(SelfChecks inside) implements SelfChecks {
        @Override
        public List<SelfCheck> done() {
            return inside.done().stream().map(WhitenedChecks::withoutLengths).toList();
        }

        @Override
        public Optional<SelfCheck> selected() {
            return inside.selected().map(WhitenedChecks::withoutLengths);
        }

        @Override
        public SelfCheck fresh(RandomStream random) {
            return withoutLengths(inside.fresh(random));
        }

        private static SelfCheck withoutLengths(SelfCheck check) {
            List<Measurement> measured = check.measured().stream()
                    .map(m -> m.unit().contains("length") ? m.in("1") : m)
                    .toList();
            return new SelfCheck(check.iteration(), check.draws(), measured);
        }
    }
}
