package dev.pushforward.app.report;

import dev.pushforward.app.run.Course;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * What the metrics gave in the course of trainings on one target: a chart for each measurement, a line for each
 * training.
 */
final class CoursePicture {
    private static final int WIDTH = 540;
    private static final int HEIGHT = 320;
    private static final int PER_ROW = 2;
    private static final double LOGARITHMIC_FROM = 100;
    private static final List<Color> PAINTS = List.of(
            Canvas.DRAWN,
            Canvas.EXACT,
            Canvas.CORRECTED,
            new Color(0x8a5fbf),
            new Color(0xc9a227),
            Canvas.GREY,
            new Color(0x5b3a29),
            new Color(0xe07ab0));

    private CoursePicture() {}

    /** Of courses by the name of what was trained. */
    static byte[] draw(Map<String, Course> courses) {
        Set<String> labels = new LinkedHashSet<>();
        courses.values().forEach(course -> labels.addAll(course.values().keySet()));
        return Canvas.png(labels.stream().map(label -> chart(label, courses)).toList(), PER_ROW, WIDTH, HEIGHT);
    }

    private static JFreeChart chart(String label, Map<String, Course> courses) {
        var data = new XYSeriesCollection();
        var renderer = new XYLineAndShapeRenderer(true, true);
        var all = new ArrayList<Double>();
        double last = 1;
        for (var each : courses.entrySet()) {
            List<Double> values = each.getValue().values().getOrDefault(label, List.of());
            var series = new XYSeries(each.getKey());
            for (int i = 0; i < values.size(); i++) {
                series.add(each.getValue().iterations().get(i), values.get(i));
                last = Math.max(last, each.getValue().iterations().get(i));
            }
            all.addAll(values);
            int index = data.getSeriesCount();
            renderer.setSeriesPaint(index, PAINTS.get(index % PAINTS.size()));
            renderer.setSeriesStroke(index, new BasicStroke(1.6f));
            renderer.setSeriesShape(index, new Ellipse2D.Double(-2.5, -2.5, 5, 5));
            data.addSeries(series);
        }
        return Canvas.chart(label, new XYPlot(data, Canvas.axis("iteration", 0, last), values(all), renderer), true);
    }

    /** Logarithmic where values differ by orders of magnitude. */
    private static NumberAxis values(List<Double> all) {
        double[] finite = all.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .toArray();
        double smallest = Arrays.stream(finite).min().orElse(0);
        double largest = Arrays.stream(finite).max().orElse(0);
        if (smallest > 0 && largest > LOGARITHMIC_FROM * smallest) {
            return Canvas.logarithmicAxis(null, smallest / 1.3, largest * 1.3);
        }
        double[] range = Ranges.central(finite, 0.02);
        return Canvas.axis(null, range[0], range[1]);
    }
}
