package dev.pushforward.app.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReproduceCommandTest {
    private static final String[] SHORT = {
        "sampler.iterations=2",
        "sampler.score-steps=1",
        "sampler.hidden=[4]",
        "sampler.score.hidden=[4]",
        "sampler.batch=10",
        "run.draws=60",
        "run.replicates=2",
        "run.floor-repeats=2"
    };

    @TempDir
    Path folder;

    private Console console;

    @BeforeEach
    void open() {
        console = new Console(folder);
    }

    private int reproduce(String... arguments) {
        return console.execute(Stream.of(new String[] {"reproduce"}, arguments, SHORT)
                .flatMap(Stream::of)
                .toArray(String[]::new));
    }

    @Test
    void listsTheTables() {
        assertEquals(0, console.execute("reproduce"));
        assertTrue(console.out().contains("afis-1") && console.out().contains("afis-2"), console.out());
    }

    @Test
    void printsOursBesideThePublishedWithFloorAndVerdict() throws IOException {
        assertEquals(0, reproduce("afis-1", "-q"), console.err());
        String out = console.out();
        for (String text : List.of(
                "published, corrected",
                "verdict, drawn",
                "worse",
                "floor",
                "Verdict:",
                "kernel = median",
                "Published: AFIS, Table 1")) {
            assertTrue(out.contains(text), text + " is not in\n" + out);
        }
        Path csv = Path.of(out.lines()
                .filter(line -> line.startsWith("Measurements: "))
                .findFirst()
                .orElseThrow()
                .substring("Measurements: ".length()));
        List<String> lines = Files.readAllLines(csv);
        assertEquals(
                "row,column,measurement,stage,better,truth,replicates,mean,sd,standard_error,"
                        + "floor_mean,floor_sd,floor_pairs,floor_t,floor_p,"
                        + "published_mean,published_sd,verdict,bound,error",
                lines.getFirst());
        assertEquals(1 + 5 * 3 * 2, lines.size()); // five targets, three columns, drawn and corrected
        assertTrue(
                lines.get(1)
                        .matches("banana,fis,mmd,drawn,lower,,2,[^,]+,[^,]+,,[^,]+,[^,]+,\\d+,[^,]+,[^,]+,"
                                + "0\\.0112,0\\.00107,.+"),
                lines.get(1));
        assertTrue(
                lines.getLast()
                        .matches("t3,noised,mmd,corrected,lower,,2,[^,]+,[^,]+,,[^,]+,[^,]+,\\d+,[^,]+,[^,]+,,,,,"),
                lines.getLast());
        assertTrue(Files.readString(csv.resolveSibling("report.html")).contains("verdict, drawn"));
        assertEquals(0, reproduce("afis-1", "-q"));
        assertTrue(console.err().contains("is already done"), console.err());
    }

    @Test
    void anUnknownTableOrPresetIsBadInput() {
        assertEquals(2, reproduce("afis-12"));
        assertTrue(console.err().contains("there is no table 'afis-12'"), console.err());
        assertEquals(2, reproduce("afis-1", "--preset", "papper"));
        assertTrue(console.err().contains("has no preset 'papper'. Did you mean 'paper'?"), console.err());
    }
}
