package dev.pushforward.core.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.random.RandomStream;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Gradient;
import dev.pushforward.tensor.Tensor;
import dev.pushforward.tensor.TensorMemory;
import org.junit.jupiter.api.Test;

/** The log determinant of planar flows in the plane against their Jacobian. */
class PlanarFlowTest {
    private static final RandomStream KEY = RandomStream.of(3);

    private static PlanarFlow flow(double size) {
        var random = KEY.split("flow").generator();
        PlanarFlow flow = PlanarFlow.create(2, 5, Initialization.PYTORCH, DType.FLOAT64, random);
        TensorMemory.scale(size, flow.parameters().flat()); // large parameters are where a layer might fold
        return flow;
    }

    @Test
    void theDeterminantIsTheJacobians() {
        for (double size : new double[] {1, 4, 20}) {
            PlanarFlow flow = flow(size);
            Tensor z = Tensor.normal(DType.FLOAT64, KEY.split("z").generator(), 200, 2)
                    .mul(2)
                    .tracked();
            CouplingFlow.Image image = flow.apply(z);
            Tensor first = Gradient.of(image.points().column(0)).wrt(z);
            Tensor second = Gradient.of(image.points().column(1)).wrt(z);
            for (int i = 0; i < 200; i++) {
                double determinant = first.get(i, 0) * second.get(i, 1) - first.get(i, 1) * second.get(i, 0);
                assertTrue(determinant > 0, "a layer folds: " + determinant);
                assertEquals(Math.log(determinant), image.logDeterminant().get(i), 1e-8 * size * size);
            }
        }
    }

    @Test
    void refusesOneDimension() {
        var random = KEY.generator();
        var e = assertThrows(
                IllegalArgumentException.class,
                () -> PlanarFlow.create(1, 3, Initialization.PYTORCH, DType.FLOAT64, random));
        assertTrue(e.getMessage().contains("at least 2 dimensions"), e.getMessage());
    }
}
