package dev.pushforward.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.tensor.DType;
import dev.pushforward.core.tensor.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The real table: 581,012 rows of 54 features. */
class CovertypeTest {
    private static final long MOST_MEBIBYTES = 300;

    @Test
    @EnabledOnOs(OS.LINUX) // reads the memory of the process from /proc
    void loadsInBoundedMemory() throws IOException {
        Path file = DataFolder.file("covertype.csv.gz");
        System.gc();
        long before = resident("VmRSS");
        long start = System.nanoTime();
        HierarchicalLogisticRegression posterior = HierarchicalLogisticRegression.read(file, 1, 0, 500);
        double seconds = (System.nanoTime() - start) * 1e-9;
        long grown = resident("VmHWM") - before;
        System.out.printf("covertype: %.1f s, %d MiB at most while reading%n", seconds, grown);
        assertTrue(grown <= MOST_MEBIBYTES, grown + " MiB for the rows, at their peak; " + MOST_MEBIBYTES + " allowed, of which the rows themselves take 124");
        assertEquals(464_809, posterior.observations());
        assertEquals(116_203, posterior.heldOut());
        assertEquals(56, posterior.dimension());
        Tensor zero = Tensor.zeros(DType.FLOAT64, 1, 56);
        assertEquals(464_809 * Math.log(2) + 0.01, -posterior.logDensity(zero).item(), 1e-6);
        // the pull on the intercept at 0 is (N_1 - N_0) / 2, and 283,301 of 581,012 labels are 1: the share of training rows strays by 4.5 sd at most
        double ones = posterior.score(zero).get(0, 54) + 0.5 * 464_809;
        assertEquals(283_301 * 0.8, ones, 4.5 * Math.sqrt(581_012 * 0.8 * 0.2 * 0.25));
    }

    private static long resident(String key) throws IOException {
        try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
            return status.filter(l -> l.startsWith(key)).map(l -> l.replaceAll("\\D", "")).mapToLong(Long::parseLong).findFirst().orElseThrow() / 1024;
        }
    }
}
