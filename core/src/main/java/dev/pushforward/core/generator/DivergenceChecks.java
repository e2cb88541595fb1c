package dev.pushforward.core.generator;

import dev.pushforward.core.Draws;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.SelfCheck;
import dev.pushforward.core.SelfChecks;
import dev.pushforward.core.State;
import dev.pushforward.core.Stateful;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.TrainingException;
import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;
import java.util.function.ToDoubleFunction;

/**
 * The checks of an {@link AlternatingTraining}, and the checked parameters of the least estimate. Estimates are made in
 * units of scale and told per squared unit of length. Check t draws from {@code random.split(t)}, which the training
 * does not: it takes the same steps with checks and without.
 */
final class DivergenceChecks implements SelfChecks, Stateful {
    private final SelfCheckSettings settings;
    private final FisherBound bound;
    private final Generator present;
    private final Generator best;
    private final double scale;
    private final RandomStream random;
    private final List<SelfCheck> done = new ArrayList<>();
    private final LongSupplier iteration;

    /**
     * None yet.
     *
     * @param present the generator that is checked, in units of scale; its parameters change with the training
     * @param iteration that of the training
     */
    DivergenceChecks(
            SelfCheckSettings settings,
            FisherBound bound,
            Generator present,
            double scale,
            RandomStream random,
            LongSupplier iteration) {
        this.settings = settings;
        this.bound = bound;
        this.present = present;
        this.best = new Generator(
                present.network().with(present.network().parameters().copy()), present.space(), 1, present.compute());
        this.scale = scale;
        this.random = random;
        this.iteration = iteration;
    }

    /** Makes a check where one is due after so many iterations of all. */
    void stepped(long iteration, long iterations) {
        if (iteration % settings.every() != 0 && iteration != iterations) {
            return;
        }
        try {
            done.add(check(present, iteration, random.split(iteration)));
        } catch (TrainingException e) {
            throw e.within("the check: ");
        }
        if (settings.selects() && least().orElseThrow().iteration() == iteration) {
            best.network().parameters().set(present.network().parameters());
        }
    }

    private SelfCheck check(TrainedSampler sampler, long of, RandomStream random) {
        Measurement m = bound.measure(settings, sampler, random);
        double unit = scale * scale;
        return check(of, m.value() / unit, m.standardError().orElseThrow() / unit);
    }

    private SelfCheck check(long of, double divergence, double standardError) {
        return new SelfCheck(of, settings.draws(), List.of(FisherBound.fisher(divergence, standardError)));
    }

    private Optional<SelfCheck> least() {
        return done.stream().min(Comparator.comparingDouble(c -> c.criterion().value())); // the first of equals
    }

    /** What is drawn from, in units of length. */
    TrainedSampler sampler() {
        return new TrainedSampler() {
            @Override
            public Draws draw(int n, RandomStream r) {
                return new Generator(drawnFrom().network(), present.space(), scale, present.compute()).draw(n, r);
            }

            @Override
            public OptionalLong parameters() {
                return present.parameters();
            }

            @Override
            public Optional<State> saved() {
                return new Generator(drawnFrom().network(), present.space(), scale, present.compute()).saved();
            }
        };
    }

    private Generator drawnFrom() {
        return selected().isPresent() ? best : present;
    }

    @Override
    public List<SelfCheck> done() {
        return List.copyOf(done);
    }

    @Override
    public Optional<SelfCheck> selected() {
        return settings.selects() ? least() : Optional.empty();
    }

    @Override
    public SelfCheck fresh(RandomStream random) {
        long of = selected().map(SelfCheck::iteration).orElseGet(iteration::getAsLong);
        return check(drawnFrom(), of, random);
    }

    @Override
    public State state() {
        return State.empty()
                .with("iteration", column(SelfCheck::iteration))
                .with("divergence", column(c -> c.criterion().value()))
                .with(
                        "standard-error",
                        column(c -> c.criterion().standardError().orElseThrow()))
                .nested("best", best.network().parameters().state());
    }

    private Tensor column(ToDoubleFunction<SelfCheck> value) {
        return Tensor.of(DType.FLOAT64, done.stream().mapToDouble(value).toArray(), done.size())
                .kept();
    }

    @Override
    public void restore(State state) {
        int checks = Math.toIntExact(state.tensor("iteration").length());
        Tensor of = state.tensor("iteration", DType.FLOAT64, checks);
        Tensor divergence = state.tensor("divergence", DType.FLOAT64, checks);
        Tensor error = state.tensor("standard-error", DType.FLOAT64, checks);
        state.restore("best", best.network().parameters()::restore);
        done.clear();
        for (int i = 0; i < checks; i++) {
            done.add(check((long) of.get(i), divergence.get(i), error.get(i)));
        }
    }
}
