package dev.pushforward.app.run;

import dev.pushforward.tensor.parallel.ProgressMonitor;
import dev.pushforward.tensor.parallel.Workload;
import java.util.function.Supplier;

/**
 * The stages of a run, apart from its training: whoever watches is told how much of each is done, and a stop that is
 * asked for ends it unfinished.
 */
final class Stages {
    private final Progress progress;
    private final StopSignal stop;

    /** Tells {@code progress}, and heeds {@code stop}. */
    Stages(Progress progress, StopSignal stop) {
        this.progress = progress;
        this.stop = stop;
    }

    /** The same without a word: where the training's own progress is on show. */
    Stages untold() {
        return new Stages(Progress.none(), stop);
    }

    /**
     * What a stage gives.
     *
     * @param part of the run, or empty
     * @param what is done, e.g. {@code measuring ksd}
     * @throws StoppedException if a stop was asked for
     */
    <T> T run(String part, String what, Supplier<T> work) {
        stop.check("before " + what);
        progress.working(part, what);
        try {
            return Workload.monitored(
                    new ProgressMonitor() {
                        @Override
                        public void progressed(double share) {
                            progress.progressed(share);
                        }

                        @Override
                        public void checkCancelled() {
                            stop.check("while " + what);
                        }
                    },
                    work);
        } finally {
            progress.ended();
        }
    }
}
