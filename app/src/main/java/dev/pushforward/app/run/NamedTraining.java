package dev.pushforward.app.run;

import dev.pushforward.core.SelfChecks;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import java.util.Optional;

/** A training whose failures name the sampler and the target. */
record NamedTraining(Training training, Named name) implements Training {
    @Override
    public StepInfo step() {
        long iteration = iteration();
        return name.call(() -> new Named("iteration " + iteration + ": ").call(training::step));
    }

    @Override
    public long iteration() {
        return name.call(training::iteration);
    }

    @Override
    public long iterations() {
        return name.call(training::iterations);
    }

    @Override
    public TrainedSampler sampler() {
        return name.call(training::sampler);
    }

    @Override
    public Optional<SelfChecks> checks() {
        return name.call(training::checks);
    }

    @Override
    public State state() {
        return name.call(training::state);
    }

    @Override
    public void restore(State state) {
        name.ask(
                () -> { // what it refuses is a file that the user gave
                    training.restore(state);
                    return true;
                });
    }

    @Override
    public void close() {
        name.tell(training::close);
    }
}
