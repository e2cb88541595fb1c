package dev.pushforward.app.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.pushforward.app.experiment.Stage;
import dev.pushforward.app.run.Result;
import dev.pushforward.core.Floor;
import dev.pushforward.core.Measurement;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;

class SweepPictureTest {
    private static List<Result> results(double floor) {
        var measurement =
                new Measurement("mmd", 5, OptionalDouble.empty(), "", Measurement.Better.LOWER, OptionalDouble.empty());
        return List.of(new Result(
                "",
                "",
                1,
                Stage.DRAWN,
                1,
                "mmd",
                measurement,
                100,
                "exact draws",
                Optional.of(new Floor(floor, 1, 10))));
    }

    /** A pale blue that only the bands have. */
    private static boolean isBand(int rgb) {
        var c = new Color(rgb);
        return Math.abs(c.getRed() - 217) < 6 && Math.abs(c.getGreen() - 227) < 6 && Math.abs(c.getBlue() - 238) < 6;
    }

    /** The mean row, from the top, of what the band covers between two columns. */
    private static double height(BufferedImage image, int from, int to) {
        return IntStream.range(from, to)
                .flatMap(x -> IntStream.range(0, image.getHeight()).filter(y -> isBand(image.getRGB(x, y))))
                .average()
                .orElseThrow();
    }

    @Test
    void eachCombinationHasTheBandOfItsOwnFloor() throws IOException {
        var combinations = new LinkedHashMap<String, List<Result>>();
        combinations.put("gaussian", results(8));
        combinations.put("funnel", results(2));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(SweepPicture.draw("target", combinations)));
        double left = height(image, 0, image.getWidth() / 2);
        double right = height(image, image.getWidth() / 2, image.getWidth());
        assertTrue(
                right - left > 0.3 * image.getHeight(),
                "gaussian at " + left + ", funnel at " + right + " of " + image.getHeight());
    }

    /** Above its name, where there is no other stage to stand beside. */
    @Test
    void theOnlyStageStandsInTheMiddle() throws IOException {
        var combinations = new LinkedHashMap<String, List<Result>>();
        combinations.put("gaussian", results(8));
        combinations.put("funnel", results(8));
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(SweepPicture.draw("target", combinations)));
        int half = image.getWidth() / 2;
        double band = column(image, half, SweepPictureTest::isBand);
        double dot = column(image, half, rgb -> rgb == Canvas.DRAWN.getRGB());
        assertEquals(band, dot, 0.01 * image.getWidth());
    }

    /** The mean column of what is in the picture's upper left, where no legend is. */
    private static double column(BufferedImage image, int right, IntPredicate is) {
        int bottom = image.getHeight() * 3 / 4;
        return IntStream.range(0, right)
                .filter(x -> IntStream.range(0, bottom).anyMatch(y -> is.test(image.getRGB(x, y))))
                .average()
                .orElseThrow();
    }
}
