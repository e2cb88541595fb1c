package dev.pushforward.app.report;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.List;
import java.util.Map;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.chart.renderer.xy.XYStepAreaRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/** Histograms of single coordinates, a chart for each: reference draws filled, the others as lines over them. */
final class MarginalPicture {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 270;
    private static final int PER_ROW = 3;
    private static final int BINS = 50;

    private MarginalPicture() {}

    /**
     * The picture.
     *
     * @param sets draws by what they are called
     * @param coordinates whose histograms are drawn, from 1
     * @param filled the name of the set that is filled, of the reference draws; may be none of them
     */
    static byte[] draw(Map<String, PlanePicture.Painted> sets, List<Integer> coordinates, String filled) {
        return Canvas.png(
                coordinates.stream().map(c -> chart(sets, filled, c - 1)).toList(), PER_ROW, WIDTH, HEIGHT);
    }

    private static JFreeChart chart(Map<String, PlanePicture.Painted> sets, String filled, int j) {
        double[] range = null;
        for (var set : sets.values()) {
            double[] own = Ranges.central(PlanePicture.column(set.draws(), j), 0.002);
            range = range == null ? own : Ranges.union(range, own);
        }
        var plot = new XYPlot(null, Canvas.axis("x" + (j + 1), range[0], range[1]), null, null);
        double highest = 0;
        int index = 0;
        for (var entry : sets.entrySet()) {
            XYSeries steps = histogram(
                    entry.getKey(), PlanePicture.column(entry.getValue().draws(), j), range);
            highest = Math.max(highest, steps.getMaxY());
            Color c = entry.getValue().colour();
            plot.setDataset(index, new XYSeriesCollection(steps));
            if (entry.getKey().equals(filled)) {
                var area = new XYStepAreaRenderer(XYStepAreaRenderer.AREA);
                area.setSeriesPaint(0, new Color(c.getRed(), c.getGreen(), c.getBlue(), 80));
                plot.setRenderer(index, area);
            } else {
                var line = new XYLineAndShapeRenderer(true, false);
                line.setSeriesPaint(0, c);
                line.setSeriesStroke(0, new BasicStroke(1.6f));
                plot.setRenderer(index, line);
            }
            index++;
        }
        plot.setRangeAxis(Canvas.axis("density", 0, highest > 0 ? 1.1 * highest : 1));
        return Canvas.chart("x" + (j + 1), plot, true);
    }

    /** The outline of a histogram that integrates to the share of draws inside the range. */
    private static XYSeries histogram(String name, double[] values, double[] range) {
        double width = (range[1] - range[0]) / BINS;
        double[] share = new double[BINS];
        for (double value : values) {
            int bin = (int) Math.floor((value - range[0]) / width);
            if (bin >= 0 && bin < BINS) {
                share[bin] += 1 / (values.length * width);
            }
        }
        var outline = new XYSeries(name, false);
        outline.add(range[0], 0);
        for (int b = 0; b < BINS; b++) {
            outline.add(range[0] + b * width, share[b]);
            outline.add(range[0] + (b + 1) * width, share[b]);
        }
        outline.add(range[1], 0);
        return outline;
    }
}
