package dev.pushforward.core.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.State;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static Parameters of(String first, double[] a, String second, double[] b) {
        var named = new LinkedHashMap<String, Tensor>();
        named.put(first, Tensor.of(DType.FLOAT64, a, a.length));
        named.put(second, Tensor.of(DType.FLOAT64, b, 1, b.length));
        return new Parameters(named);
    }

    private static Parameters joined() {
        var parts = new LinkedHashMap<String, Parameters>();
        parts.put("p-1", of("w", new double[] {1, 2}, "b", new double[] {3}));
        parts.put("p-10", of("w", new double[] {4}, "b", new double[] {5, 6, 7}));
        return Parameters.joined(parts);
    }

    /**
     * A part is a window on the whole: the same tensors, so that a derivative with respect to the whole is one with
     * respect to its parts.
     */
    @Test
    void aPartSharesTensorsAndMemory() {
        Parameters all = joined();
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 7}, all.flat().toDoubleArray());
        Parameters part = all.part("p-10");
        assertSame(all.get("p-10.b"), part.get("b"));
        assertEquals(all.tensors().subList(2, 4), part.tensors());
        assertArrayEquals(new double[] {4, 5, 6, 7}, part.flat().toDoubleArray());
        assertArrayEquals(new double[] {1, 2, 3}, all.part("p-1").flat().toDoubleArray());
        TensorMemory.copy(Tensor.of(DType.FLOAT64, new double[] {-4, -5, -6, -7}, 4), part.flat());
        assertArrayEquals(new double[] {-5, -6, -7}, all.get("p-10.b").toDoubleArray());
        var e = assertThrows(IllegalArgumentException.class, () -> all.part("p"));
        assertTrue(e.getMessage().contains("'p'") && e.getMessage().contains("p-10.w"), e.getMessage());
    }

    @Test
    void theStateOfTheWholeIsThatOfItsParts() {
        State state = joined().state();
        assertArrayEquals(
                new double[] {5, 6, 7}, state.under("p-10").tensor("b").toDoubleArray());
        Parameters other = joined();
        TensorMemory.clear(other.flat());
        other.restore(state);
        assertArrayEquals(joined().flat().toDoubleArray(), other.flat().toDoubleArray());
    }

    @Test
    void anotherPrecisionIsACopy() {
        Parameters single = joined().in(DType.FLOAT32);
        assertEquals(DType.FLOAT32, single.dtype());
        assertArrayEquals(new double[] {5, 6, 7}, single.part("p-10").get("b").toDoubleArray());
        Parameters same = single.in(DType.FLOAT32);
        TensorMemory.clear(single.flat());
        assertArrayEquals(new double[] {1, 2, 3, 4, 5, 6, 7}, same.flat().toDoubleArray());
    }
}
