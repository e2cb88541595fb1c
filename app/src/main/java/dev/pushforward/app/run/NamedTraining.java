package dev.pushforward.app.run;

import dev.pushforward.core.Checks;
import dev.pushforward.core.State;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.TrainedSampler;
import dev.pushforward.core.Training;
import dev.pushforward.core.TrainingException;
import java.util.Optional;

/** A training whose failures name the sampler and the target. */
record NamedTraining(Training training, Blame blame) implements Training {
    @Override
    public StepInfo step() {
        long iteration = training.iteration();
        try {
            return training.step();
        } catch (TrainingException e) {
            throw e.within(blame.who());
        } catch (RuntimeException e) {
            throw blame.fault("iteration " + iteration + ": ", e);
        }
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
        return training.sampler();
    }

    @Override
    public Optional<Checks> checks() {
        return training.checks();
    }

    @Override
    public State state() {
        return training.state();
    }

    @Override
    public void restore(State state) {
        training.restore(state);
    }

    @Override
    public void close() {
        training.close();
    }
}
