package dev.pushforward.tensor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;

class ScopeTest {
    private static Tensor of(double... values) {
        return Tensor.of(DType.FLOAT32, values, values.length);
    }

    @Test
    void tensorsGoWithTheirScope() {
        Tensor gone;
        Tensor view;
        Tensor kept;
        Tensor outside = of(1, 2);
        try (Scope scope = Scope.open()) {
            gone = outside.add(1);
            view = gone.reshape(2, 1).tracked();
            kept = gone.kept();
        }
        assertArrayEquals(new double[] {2, 3}, kept.toDoubleArray());
        assertArrayEquals(new double[] {1, 2}, outside.toDoubleArray());
        assertEquals(
                "a tensor of shape [2] was used after the scope it was made in had closed: copy what must outlive a"
                        + " scope with kept()",
                assertThrows(IllegalStateException.class, gone::toDoubleArray).getMessage());
        assertThrows(IllegalStateException.class, view::toDoubleArray);
        assertThrows(IllegalStateException.class, () -> outside.add(gone));
        assertThrows(IllegalStateException.class, gone::kept);
        assertThrows(IllegalStateException.class, gone::array);
        assertThrows(IllegalStateException.class, () -> outside.reshape(1, 2).matmul(view));
        assertEquals("[2]", gone.shapeText());
    }

    /** Memory of an inner scope is used again; what the outer one holds stays. */
    @Test
    void scopesNest() {
        try (Scope outer = Scope.open()) {
            Tensor first = of(1, 2, 3);
            long place;
            try (Scope inner = Scope.open()) {
                Tensor temporary = of(4, 5, 6);
                place = temporary.address();
                assertArrayEquals(new double[] {5, 7, 9}, first.add(temporary).toDoubleArray());
            }
            Tensor second = of(7, 8, 9);
            assertEquals(place, second.address());
            assertArrayEquals(new double[] {1, 2, 3}, first.toDoubleArray());
        }
    }

    @Test
    void scopesCloseInReverseOrder() {
        Scope outer = Scope.open();
        Scope inner = Scope.open();
        assertThrows(IllegalStateException.class, outer::close);
        inner.close();
        inner.close(); // again does nothing
        var elsewhere = assertThrows(CompletionException.class, () -> CompletableFuture.runAsync(outer::close)
                .join());
        assertInstanceOf(IllegalStateException.class, elsewhere.getCause());
        outer.close();
    }

    /** Scopes of two threads do not meet, and a tensor of one may be read by the other while its scope is open. */
    @Test
    void threadsHaveScopesOfTheirOwn() {
        try (Scope scope = Scope.open()) {
            Tensor x = of(1, 2, 3);
            Tensor sum = CompletableFuture.supplyAsync(() -> {
                        try (Scope other = Scope.open()) {
                            return x.square().sum().kept();
                        }
                    })
                    .join();
            assertEquals(14, sum.item());
        }
    }

    /** Tensors larger than a slab, and many of them. */
    @Test
    void scopesGrow() {
        try (Scope scope = Scope.open()) {
            List<Tensor> all = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                all.add(Tensor.full(DType.FLOAT64, i, i % 2 == 0 ? 300_000 : 3));
            }
            for (int i = 0; i < 40; i++) {
                Tensor t = all.get(i);
                assertEquals(0, t.address() % 64);
                assertEquals(i, t.get(0));
                assertEquals(i, t.get(t.length() - 1));
            }
        }
    }
}
