package dev.pushforward.benchmarks;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Engine;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * Single tensor operations, float32, on one thread and on a microbatch's shape: what a step is made of. Each on
 * Pushforward's kernels and on ND4J's. A whole step is {@link StepBenchmark}'s.
 */
@State(org.openjdk.jmh.annotations.Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class TensorBenchmark {
    /** Values of the system property {@code pushforward.kernels}. */
    @Param({"vector", "nd4j"})
    public String kernels;

    /** Rows of a microbatch. */
    @Param("500")
    public int rows;

    /** Width of a layer. */
    @Param({"2", "400"})
    public int width;

    private Tensor x;
    private Tensor weights;

    /**
     * Chooses the kernels, which a JVM does once: JMH gives each choice a JVM of its own. Then inputs that no operation
     * changes.
     */
    @Setup
    public void setup() {
        System.setProperty("pushforward.kernels", kernels);
        Engine engine = Engine.of(DType.FLOAT32);
        if (engine.kernels().startsWith("ND4J") != kernels.equals("nd4j")) {
            throw new IllegalStateException(
                    engine + " compute, not kernels=" + kernels + ": give each choice a JVM of its own (-f 1)");
        }
        System.out.println(engine);
        var random = RandomStream.of(1).generator();
        x = Tensor.normal(DType.FLOAT32, random, rows, width);
        weights = Tensor.normal(DType.FLOAT32, random, width, width);
    }

    /** A matrix product. */
    @Benchmark
    public double matmul() {
        try (Scope scope = Scope.open()) {
            return x.matmul(weights).get(0, 0);
        }
    }

    /** An element-wise function that costs little besides memory traffic. */
    @Benchmark
    public double elu() {
        try (Scope scope = Scope.open()) {
            return x.elu().get(0, 0);
        }
    }

    /** An element-wise function that costs arithmetic. */
    @Benchmark
    public double tanh() {
        try (Scope scope = Scope.open()) {
            return x.tanh().get(0, 0);
        }
    }

    /** Rows that see one another. */
    @Benchmark
    public double softmax() {
        try (Scope scope = Scope.open()) {
            return x.softmax(1).get(0, 0);
        }
    }

    /** A layer and its gradient with respect to its input: the bookkeeping of a sweep shows at width 2. */
    @Benchmark
    public double gradientOfLayer() {
        try (Scope scope = Scope.open()) {
            Tensor at = x.tracked();
            return Gradient.of(at.matmul(weights).tanh().sum()).wrt(at).get(0, 0);
        }
    }
}
