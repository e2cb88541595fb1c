package dev.pushforward.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.core.Draws;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Tensor;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlanePictureTest {
    /** Points on the diagonal of a box of this size. */
    private static BufferedImage picture(double width, double height) throws IOException {
        double[] x = IntStream.range(0, 2000)
                .mapToDouble(i -> (i % 2 == 0 ? width : height) * (i / 2) / 999)
                .toArray();
        var draws = new PlanePicture.Painted(Draws.of(Tensor.of(DType.FLOAT32, x, 1000, 2)), Canvas.DRAWN);
        return ImageIO.read(
                new ByteArrayInputStream(PlanePicture.draw(Map.of("as drawn", draws), Optional.empty(), 0, 1)));
    }

    /** The share of the picture's height and width that the points are spread over. */
    private static double[] spread(BufferedImage image) {
        int[] rows = IntStream.range(0, image.getHeight())
                .filter(y -> IntStream.range(0, image.getWidth()).anyMatch(x -> isPoint(image.getRGB(x, y))))
                .toArray();
        int[] columns = IntStream.range(0, image.getWidth())
                .filter(x -> IntStream.range(0, image.getHeight()).anyMatch(y -> isPoint(image.getRGB(x, y))))
                .toArray();
        return new double[] {rows[rows.length - 1] - rows[0], columns[columns.length - 1] - columns[0]};
    }

    /** Reddish, as no axis is. */
    private static boolean isPoint(int rgb) {
        return (rgb >> 16 & 0xff) - (rgb & 0xff) > 60;
    }

    /**
     * The axes are the range of the draws and 8% on either side: both extents fill 1 / 1.16 of the panel, 300 points
     * long on its longer side, 2 pixels each.
     */
    @ParameterizedTest
    @CsvSource({"22, 10, 300, 136", "10, 22, 136, 300", "4, 4, 300, 300", "1000, 15, 300, 300"})
    void theAxesFitTheDraws(double width, double height, double panelWidth, double panelHeight) throws IOException {
        double[] spread = spread(picture(width, height));
        assertEquals(2 * panelHeight / 1.16, spread[0], 12, "rows");
        assertEquals(2 * panelWidth / 1.16, spread[1], 12, "columns");
    }

    @Test
    void anExtentIsAsLongOnBothAxes() throws IOException {
        double[] spread = spread(picture(22, 10));
        assertTrue(Math.abs(spread[1] / spread[0] - 2.2) < 0.1, spread[1] + " by " + spread[0]);
    }
}
