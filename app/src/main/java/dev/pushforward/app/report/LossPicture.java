package dev.pushforward.app.report;

import dev.pushforward.app.run.History;
import dev.pushforward.app.run.SelfCheckReport;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYLineAndShapeRenderer;
import org.jfree.data.xy.XYSeries;
import org.jfree.data.xy.XYSeriesCollection;

/**
 * What the steps of a training reported, a chart for each number: every point, and a running mean over 2% of the
 * training; and what its checks of itself gave, where it made any.
 */
final class LossPicture {
    private static final int WIDTH = 360;
    private static final int HEIGHT = 250;
    private static final int PER_ROW = 3;
    private static final Color PALE = new Color(0xbfd0e3);

    private LossPicture() {}

    static byte[] draw(History history, Optional<SelfCheckReport> checks) {
        var charts = new ArrayList<JFreeChart>();
        history.curves().forEach((name, values) -> charts.add(chart(name, values, history.stride())));
        // beside the loss
        checks.ifPresent(report -> charts.addAll(Math.min(1, charts.size()), SelfCheckPicture.charts(report)));
        return Canvas.png(charts, PER_ROW, WIDTH, HEIGHT);
    }

    private static JFreeChart chart(String name, List<Double> values, long stride) {
        int n = values.size();
        var all = new XYSeries("step");
        var smooth = new XYSeries("running mean");
        int half = Math.max(0, n / 100);
        for (int i = 0; i < n; i++) {
            double iteration = (i + 1.0) * stride;
            all.add(iteration, values.get(i));
            smooth.add(
                    iteration,
                    values.subList(Math.max(0, i - half), Math.min(n, i + half + 1)).stream()
                            .mapToDouble(Double::doubleValue)
                            .average()
                            .orElse(0));
        }
        var data = new XYSeriesCollection(smooth);
        data.addSeries(all);
        var renderer = new XYLineAndShapeRenderer(true, false);
        renderer.setSeriesPaint(0, Canvas.EXACT);
        renderer.setSeriesStroke(0, new BasicStroke(1.6f));
        renderer.setSeriesPaint(1, PALE);
        renderer.setSeriesStroke(1, new BasicStroke(0.8f));
        double[] range =
                Ranges.central(values.stream().mapToDouble(Double::doubleValue).toArray(), 0.01);
        var plot = new XYPlot(
                data,
                Canvas.axis("iteration", 0, Math.max(1, n * stride)),
                Canvas.axis(null, range[0], range[1]),
                renderer);
        return Canvas.chart(name, plot, false);
    }
}
