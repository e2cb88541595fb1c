package dev.pushforward.targets;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** The real table: 581,012 rows of 54 features. */
class CovertypeTest {
    private static final String FILE = "covertype.csv.gz";
    private static final long MOST_MEBIBYTES = 300;

    /** In a process of its own, whose memory nothing else has used before. */
    @Test
    @EnabledOnOs(OS.LINUX) // reads the memory of a process from /proc
    void loadsInBoundedMemory() throws IOException, InterruptedException {
        String java = ProcessHandle.current().info().command().orElseThrow();
        Process process = new ProcessBuilder(
                        java,
                        "--add-modules",
                        "jdk.incubator.vector",
                        "-cp",
                        System.getProperty("java.class.path"),
                        Loading.class.getName(),
                        DataFolder.file(FILE).toString())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String[] said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8)
                .strip()
                .split(" ");
        assertEquals(0, process.waitFor());
        System.out.println("covertype: read in " + said[0] + " s, " + said[1] + " MiB more at the peak");
        long grown = Long.parseLong(said[1]);
        assertTrue(
                grown <= MOST_MEBIBYTES,
                grown + " MiB more at the peak; " + MOST_MEBIBYTES + " allowed, of which the rows themselves take 124");
        assertTrue(grown >= 100, grown + " MiB cannot hold the rows: the memory was not measured");
    }

    /** Reads the table that it is given and prints seconds, and by how many MiB its memory grew at most. */
    static final class Loading {
        private Loading() {}

        public static void main(String[] args) throws IOException {
            var small = new HierarchicalLogisticRegression(new double[][] {{1}, {1}}, new double[] {0, 1}, 1, 1);
            // loads the libraries, whose memory is not that of the table
            small.score(Tensor.zeros(DType.FLOAT32, 1, 2));
            long before = mebibytes("VmRSS");
            long start = System.nanoTime();
            HierarchicalLogisticRegression posterior = HierarchicalLogisticRegression.read(Path.of(args[0]), 1, 0, 500);
            double seconds = (System.nanoTime() - start) * 1e-9;
            System.out.printf(Locale.ROOT, "%.1f %d%n", seconds, mebibytes("VmHWM") - before);
            Reference.reachabilityFence(posterior);
        }

        private static long mebibytes(String key) throws IOException {
            try (Stream<String> status = Files.lines(Path.of("/proc/self/status"))) {
                return status.filter(l -> l.startsWith(key))
                                .map(l -> l.replaceAll("\\D", ""))
                                .mapToLong(Long::parseLong)
                                .findFirst()
                                .orElseThrow()
                        / 1024;
            }
        }
    }

    @Test
    void rowsAreSplitFourToOne() {
        HierarchicalLogisticRegression posterior =
                HierarchicalLogisticRegression.read(DataFolder.file(FILE), 1, 0, 500);
        assertEquals(464_809, posterior.observations());
        assertEquals(116_203, posterior.heldOut());
        assertEquals(56, posterior.dimension());
        Tensor zero = Tensor.zeros(DType.FLOAT64, 1, 56);
        assertEquals(464_809 * Math.log(2) + 0.01, -posterior.logDensity(zero).item(), 1e-6);
        // the pull on the intercept at 0 is (N_1 - N_0) / 2, and 283,301 of 581,012 labels are 1: among the training
        // rows there are as many to 4.5 sd
        double ones = posterior.score(zero).get(0, 54) + 0.5 * 464_809;
        assertEquals(283_301 * 0.8, ones, 4.5 * Math.sqrt(581_012 * 0.8 * 0.2 * 0.25));
    }
}
