package dev.pushforward.app.report;

import dev.pushforward.app.run.SelfCheckReport;
import dev.pushforward.core.Measurement;
import dev.pushforward.core.SelfCheck;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.List;
import java.util.stream.IntStream;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/**
 * The charts of a training's checks, one for each number: each value with a band of two standard errors, a line where
 * what is drawn from was selected, and the fresh value of that with a bar as wide. The axis holds those of the second
 * half, as the first are larger by orders.
 */
final class SelfCheckPicture {
    private static final double ERRORS = 2;

    private SelfCheckPicture() {}

    static List<JFreeChart> charts(SelfCheckReport report) {
        return IntStream.range(0, report.fresh().measured().size())
                .mapToObj(k -> chart(report, k))
                .toList();
    }

    /** That of one of the numbers. */
    private static JFreeChart chart(SelfCheckReport report, int k) {
        Measurement fresh = report.fresh().measured().get(k);
        List<SelfCheck> late =
                report.done().subList(report.done().size() / 2, report.done().size());
        boolean fromZero = fresh.better() == Measurement.Better.LOWER;
        double low = fromZero ? Math.min(0, fresh.value() - width(fresh)) : fresh.value() - width(fresh);
        double high = fresh.value() + width(fresh);
        for (SelfCheck check : late) {
            Measurement m = check.measured().get(k);
            low = Math.min(low, m.value() - width(m));
            high = Math.max(high, m.value() + width(m));
        }
        var band = new DeviationRenderer(true, true);
        band.setSeriesPaint(0, Canvas.EXACT);
        band.setSeriesFillPaint(0, Canvas.EXACT);
        band.setSeriesStroke(0, new BasicStroke(1.6f));
        band.setSeriesShape(0, new Ellipse2D.Double(-2, -2, 4, 4));
        band.setAlpha(0.25f);
        var bar = new XYErrorRenderer();
        bar.setDrawXError(false);
        bar.setSeriesPaint(0, Canvas.DRAWN);
        bar.setSeriesStroke(0, new BasicStroke(1.6f));
        bar.setSeriesShape(0, new Ellipse2D.Double(-3.5, -3.5, 7, 7));
        double margin = high > low ? 0.06 * (high - low) : 1;
        long last = report.done().getLast().iteration();
        var plot = new XYPlot(
                points(fresh.name(), report.done(), k),
                Canvas.axis("iteration", 0, 1.02 * last),
                Canvas.axis(null, low - margin, high + margin),
                band);
        plot.setDataset(1, points(fresh.name(), List.of(report.fresh()), k));
        plot.setRenderer(1, bar);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        report.selected()
                .ifPresent(check -> plot.addDomainMarker(
                        new ValueMarker(check.iteration(), new Color(0xd1, 0x60, 0x3d, 150), new BasicStroke(1.2f))));
        return Canvas.chart(
                fresh.name()
                        + (report.selected().isPresent()
                                ? ", selected at "
                                        + Numbers.count(report.fresh().iteration())
                                : ""),
                plot,
                false);
    }

    private static double width(Measurement m) {
        return ERRORS * m.standardError().orElse(0);
    }

    private static YIntervalSeriesCollection points(String name, List<SelfCheck> checks, int k) {
        var series = new YIntervalSeries(name);
        for (SelfCheck check : checks) {
            Measurement m = check.measured().get(k);
            series.add(check.iteration(), m.value(), m.value() - width(m), m.value() + width(m));
        }
        var data = new YIntervalSeriesCollection();
        data.addSeries(series);
        return data;
    }
}
