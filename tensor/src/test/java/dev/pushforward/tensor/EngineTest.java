package dev.pushforward.tensor;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jdk.incubator.vector.FloatVector;
import org.junit.jupiter.api.Test;

/** The Vector API is there in tests, and the backend is the CPU's. */
class EngineTest {
    @Test
    void float32IsServedByTheVectorApiAndFloat64ByJavasLoops() {
        Engine floats = Engine.of(DType.FLOAT32);
        assertEquals("Vector API (" + FloatVector.SPECIES_PREFERRED.vectorBitSize() + " bits)", floats.kernels());
        Engine doubles = Engine.of(DType.FLOAT64);
        assertEquals("Java's loops", doubles.kernels());
        assertEquals(floats.blas(), doubles.blas(), "both multiply by the one OpenBLAS");
        assertEquals(floats.kernels() + " and " + floats.blas(), floats.toString());
    }

    /** OpenBLAS says what it was told, in its own spelling; where nobody told it anything, AVX-512 has its kernels. */
    @Test
    void theBlasNamesTheProcessorItsKernelsAreFor() {
        String blas = Engine.of(DType.FLOAT32).blas();
        assertTrue(blas.matches("OpenBLAS \\(\\w+\\)"), blas);
        boolean wide =
                System.getProperty("os.arch").equals("amd64") && FloatVector.SPECIES_PREFERRED.vectorBitSize() == 512;
        String told = System.getenv().getOrDefault("OPENBLAS_CORETYPE", wide ? "SKYLAKEX" : "");
        assertTrue(told.isEmpty() || blas.equalsIgnoreCase("OpenBLAS (" + told + ")"), blas + ", told " + told);
    }
}
