package dev.pushforward.app.run;

import dev.pushforward.app.experiment.RunSettings;
import dev.pushforward.core.random.RandomStream;

/** Which key each part of a run draws its randomness from. */
final class Streams {
    private Streams() {}

    static RandomStream training(RunSettings run, int replicate) {
        return replicate(run, replicate).split("train");
    }

    static RandomStream afterTraining(RunSettings run, int replicate) {
        return replicate(run, replicate).split("draw");
    }

    static RandomStream course(RunSettings run, int replicate) {
        return replicate(run, replicate).split("course");
    }

    static RandomStream reference(RunSettings run) {
        return RandomStream.of(run.seed()).split("reference");
    }

    static RandomStream floor(RunSettings run) {
        return RandomStream.of(run.seed()).split("floor");
    }

    private static RandomStream replicate(RunSettings run, int replicate) {
        return RandomStream.of(run.seed()).split(replicate);
    }
}
