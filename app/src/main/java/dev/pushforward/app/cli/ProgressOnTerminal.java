package dev.pushforward.app.cli;

import dev.pushforward.app.run.Progress;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.spi.Printable;
import java.time.Duration;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Progress as a bar that redraws itself. */
final class ProgressOnTerminal implements Progress {
    private static final int REDRAW_MILLIS = 250;

    private static final int PARTS = 1000;

    private volatile ProgressBar bar;

    @Override
    public void training(String part, long iteration, long iterations) {
        bar = new ProgressBarBuilder()
                .setTaskName(part.isEmpty() ? "training" : part)
                .setInitialMax(iterations)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .startsFrom(iteration, Duration.ZERO)
                .build();
    }

    @Override
    public void stepped(long iteration, StepInfo info) {
        bar.stepTo(iteration);
        if (iteration % 20 == 0) {
            bar.setExtraMessage(" " + ProgressInLines.text(info));
        }
    }

    @Override
    public void working(String part, String what) {
        bar = new ProgressBarBuilder()
                .setTaskName((part.isEmpty() ? "" : part + ": ") + what)
                .setInitialMax(PARTS)
                .setUnit(" %", PARTS / 100)
                .setStyle(ProgressBarStyle.UNICODE_BLOCK)
                .setUpdateIntervalMillis(REDRAW_MILLIS)
                .clearDisplayOnFinish()
                .build();
    }

    @Override
    public void progressed(double share) {
        ProgressBar now = bar;
        if (now != null) {
            now.stepTo(Math.round(share * PARTS));
        }
    }

    @Override
    public void ended() {
        ProgressBar now = bar;
        bar = null;
        if (now != null) {
            now.close();
        }
    }

    @Override
    public void phase(String part, String what) {
        System.err.println(Printable.value((part.isEmpty() ? "" : part + ": ") + what));
    }
}
