package dev.pushforward.app.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.pushforward.app.data.DataFiles;
import dev.pushforward.app.experiment.Experiment;
import dev.pushforward.app.experiment.ExperimentReader;
import dev.pushforward.app.experiment.ExperimentSource;
import dev.pushforward.app.wiring.Workshop;
import dev.pushforward.core.Compute;
import dev.pushforward.core.StepInfo;
import dev.pushforward.core.spi.ComponentRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** Points that weigh a target under noise: their effective number is reported, and too few are warned of. */
class FewPointsTest {
    private static final Logger LOGGER = (Logger) LoggerFactory.getLogger(PartRun.class);

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void listen() {
        log.start();
        LOGGER.addAppender(log);
    }

    @AfterEach
    void stopListening() {
        LOGGER.detachAppender(log);
    }

    /** The only part after so many steps in a sitting, over as many sittings as it takes; and the page. */
    private Part trained(String sampler, double sd, int perSitting) throws IOException {
        Path file = folder.resolve("x.conf");
        Files.writeString(
                file,
                "target { name = normal, dimension = 2, sd = " + sd + " }\nsampler { name = " + sampler
                        + ", iterations = 12, batch = 60, hidden = [8, 8], score { hidden = [8, 8] }, noised-weight ="
                        + " 1, noised-points = 500 }\n"
                        + "run { draws = 50 }");
        Experiment experiment =
                new ExperimentReader(ComponentRegistry.load()).read(ExperimentSource.of(file), List.of());
        boolean done = false;
        List<Part> parts = List.of();
        while (!done) {
            var stop = new StopSignal();
            var none = new DataFiles(
                    Optional.empty(), Optional.empty(), folder.resolve("cache"), List.of(), Progress.none(), stop);
            Workshop workshop = Workshop.of(
                    ComponentRegistry.load(),
                    Compute.standard(),
                    none,
                    new StopAfter(new int[] {perSitting}, stop),
                    stop);
            RunFolder run = RunFolder.create(folder.resolve("runs"), experiment, Map.of());
            parts = run.parts(experiment, workshop.composer().compose(experiment));
            try {
                workshop.runner().run(experiment, run, parts);
                workshop.reporter().write(experiment, run, parts);
                done = true;
            } catch (StoppedException stopped) {
                done = false;
            }
        }
        return parts.getFirst();
    }

    /** Asks for a stop after so many steps. */
    private record StopAfter(int[] steps, StopSignal stop) implements Progress {
        @Override
        public void stepped(long iteration, StepInfo info) {
            if (--steps[0] == 0) {
                stop.ask();
            }
        }
    }

    /**
     * A target of a tenth of the path's width: about one point in fifty has weight, 2 / 100 - 1 / 100^2. Trained in
     * three sittings, it warns in the first.
     */
    @ParameterizedTest
    @ValueSource(strings = {"afis", "dft"})
    void tooFewAreWarnedOfOnce(String sampler) throws IOException {
        Part part = trained(sampler, 0.1, 5);
        List<Double> shares = part.recorded().history().curves().get("noised.ess");
        assertEquals(12, shares.size());
        assertTrue(shares.stream().allMatch(s -> s > 0.005 && s < 0.05), shares.toString());
        String message = "At iteration 1 the effective sample size of the points that weigh the target under noise is ";
        assertEquals(1, log.list.size(), log.list.toString());
        assertTrue(
                log.list
                        .getFirst()
                        .getFormattedMessage()
                        .startsWith("Sampler '" + sampler + "' on target 'normal': " + message),
                log.list.getFirst().getFormattedMessage());
        assertTrue(Files.readString(part.folder().path().resolve("report.html")).contains(message));
        assertEquals(
                shares.getFirst(), part.recorded().fewPoints().orElseThrow().share());
    }

    @Test
    void enoughAreReportedOnly() throws IOException {
        Part part = trained("dft", 0.9, 100);
        assertTrue(part.recorded().history().curves().get("noised.ess").stream().allMatch(s -> s > 0.5 && s <= 1));
        assertEquals(List.of(), log.list);
        assertEquals(Optional.empty(), part.recorded().fewPoints());
    }
}
