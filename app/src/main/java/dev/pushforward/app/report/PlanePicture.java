package dev.pushforward.app.report;

import dev.pushforward.core.DensityTarget;
import dev.pushforward.core.Draws;
import dev.pushforward.tensor.DType;
import dev.pushforward.tensor.Scope;
import dev.pushforward.tensor.Tensor;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.awt.image.BufferedImage;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYDataImageAnnotation;
import org.jfree.chart.axis.AxisSpace;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.DefaultXYDataset;

/**
 * Draws in the plane of two coordinates, a panel for each set, whose axes are the range of the draws: to one scale, in
 * panels as wide and high as that makes them, or in squares where the draws are very long. In two dimensions the
 * target's density lies under them: bands where the log density is so many nats below its highest value.
 */
final class PlanePicture {
    private static final int SIDE = 300;
    private static final int LEFT = 52;
    private static final int BELOW = 44;
    private static final int BESIDE = 28;
    private static final int ABOVE = 40;
    private static final int PIXELS = 360;
    private static final int MOST_POINTS = 4000;
    /**
     * How many times one extent may be the other before each axis has a scale of its own: else a long law is a line.
     */
    static final double ONE_SCALE = 3;

    private static final double[] BANDS = {0.5, 1, 2, 3, 4.5, 6, 8, 11};

    private PlanePicture() {}

    /**
     * The picture.
     *
     * @param sets draws by what they are called, with their colour
     * @param target whose density is shown, in two dimensions
     * @param first the first coordinate, from 0
     * @param second the second coordinate, from 0
     */
    static byte[] draw(Map<String, Painted> sets, Optional<DensityTarget> target, int first, int second) {
        double[] x = null;
        double[] y = null;
        for (Painted set : sets.values()) {
            double[] ownX = Ranges.central(column(set.draws(), first), 0.002);
            double[] ownY = Ranges.central(column(set.draws(), second), 0.002);
            x = x == null ? ownX : Ranges.union(x, ownX);
            y = y == null ? ownY : Ranges.union(y, ownY);
        }
        double[] across = x;
        double[] up = y;
        double ratio = (up[1] - up[0]) / (across[1] - across[0]);
        boolean oneScale = ratio <= ONE_SCALE && ratio >= 1 / ONE_SCALE;
        int width = oneScale && ratio > 1 ? (int) Math.round(SIDE / ratio) : SIDE;
        int height = oneScale && ratio < 1 ? (int) Math.round(SIDE * ratio) : SIDE;
        Optional<BufferedImage> density = target.filter(t -> t.dimension() == 2).map(t -> bands(t, first, across, up));
        var charts = new ArrayList<JFreeChart>();
        sets.forEach((name, set) -> charts.add(panel(name, set, density, first, second, across, up)));
        return Canvas.png(charts, sets.size(), width + LEFT + BESIDE, height + BELOW + ABOVE);
    }

    /** Draws and the colour they are shown in. */
    record Painted(Draws draws, Color colour) {}

    private static JFreeChart panel(
            String name,
            Painted set,
            Optional<BufferedImage> density,
            int first,
            int second,
            double[] across,
            double[] up) {
        int n = Math.min(MOST_POINTS, set.draws().count());
        var data = new DefaultXYDataset();
        data.addSeries(name, new double[][] {
            Arrays.copyOf(column(set.draws(), first), n), Arrays.copyOf(column(set.draws(), second), n)
        });
        var renderer = new XYLineAndShapeRenderer(false, true);
        renderer.setSeriesShape(0, new Ellipse2D.Double(-1.1, -1.1, 2.2, 2.2));
        Color c = set.colour();
        renderer.setSeriesPaint(0, new Color(c.getRed(), c.getGreen(), c.getBlue(), n > 1000 ? 120 : 190));
        renderer.setDrawOutlines(false);
        density.ifPresent(image -> renderer.addAnnotation(
                new XYDataImageAnnotation(image, across[0], up[0], across[1] - across[0], up[1] - up[0]),
                Layer.BACKGROUND));
        var plot = new XYPlot(
                data,
                Canvas.axis("x" + (first + 1), across[0], across[1]),
                Canvas.axis("x" + (second + 1), up[0], up[1]),
                renderer);
        plot.setFixedRangeAxisSpace(space(LEFT));
        plot.setFixedDomainAxisSpace(space(BELOW));
        JFreeChart chart = Canvas.chart(name, plot, false);
        plot.setDomainGridlinesVisible(density.isEmpty());
        plot.setRangeGridlinesVisible(density.isEmpty());
        return chart;
    }

    private static AxisSpace space(double size) {
        var space = new AxisSpace();
        space.setLeft(size);
        space.setBottom(size);
        return space;
    }

    private static BufferedImage bands(DensityTarget target, int first, double[] across, double[] up) {
        int[][] band = new int[PIXELS][PIXELS];
        double[][] log = new double[PIXELS][];
        double top = Double.NEGATIVE_INFINITY;
        for (int row = 0; row < PIXELS; row++) {
            double[] points = new double[2 * PIXELS];
            for (int i = 0; i < PIXELS; i++) {
                points[2 * i + first] = across[0] + (i + 0.5) / PIXELS * (across[1] - across[0]);
                points[2 * i + 1 - first] = up[1] - (row + 0.5) / PIXELS * (up[1] - up[0]);
            }
            try (Scope scope = Scope.open()) {
                log[row] = target.logDensity(Tensor.of(DType.FLOAT32, points, PIXELS, 2))
                        .toDoubleArray();
            }
            for (double value : log[row]) {
                top = value > top ? value : top;
            }
        }
        for (int row = 0; row < PIXELS; row++) {
            for (int i = 0; i < PIXELS; i++) {
                band[row][i] = band(top - log[row][i]);
            }
        }
        return paint(band);
    }

    /** How many bands lie below a point: 0 outside all. */
    private static int band(double drop) {
        int bands = 0;
        for (double edge : BANDS) {
            bands += drop < edge ? 1 : 0;
        }
        return bands;
    }

    /** Bands in shades of blue, darker towards the top, their edges as lines. */
    private static BufferedImage paint(int[][] band) {
        var image = new BufferedImage(PIXELS, PIXELS, BufferedImage.TYPE_INT_RGB);
        for (int row = 0; row < PIXELS; row++) {
            for (int i = 0; i < PIXELS; i++) {
                boolean edge = i + 1 < PIXELS && band[row][i] != band[row][i + 1]
                        || row + 1 < PIXELS && band[row][i] != band[row + 1][i];
                double depth = (double) band[row][i] / BANDS.length;
                int shade = edge ? 0x9fb4cb : mix(0xffffff, 0xb3cbe4, depth);
                image.setRGB(i, row, shade);
            }
        }
        return image;
    }

    private static int mix(int a, int b, double t) {
        int out = 0;
        for (int shift = 16; shift >= 0; shift -= 8) {
            int from = a >> shift & 0xff;
            int to = b >> shift & 0xff;
            out |= (int) Math.round(from + t * (to - from)) << shift;
        }
        return out;
    }

    static double[] column(Draws draws, int j) {
        double[] out = new double[draws.count()];
        for (int i = 0; i < out.length; i++) {
            out[i] = draws.points().get(i, j);
        }
        return out;
    }

    /** The edges of the bands, for captions. */
    static List<String> bandsText() {
        return Arrays.stream(BANDS)
                .mapToObj(edge -> Double.toString(edge).replaceFirst("\\.0$", ""))
                .toList();
    }
}
