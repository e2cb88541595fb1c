package dev.pushforward.core.train;

import dev.pushforward.core.StepInfo;
import dev.pushforward.core.Training;

/** Is told of every step of a training, on the training's thread. */
@FunctionalInterface
public interface TrainingListener {
    /** After a step; the training may be asked for its state or sampler, but not stepped. */
    void stepped(Training training, StepInfo info);
}
