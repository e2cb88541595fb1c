package dev.pushforward.app.report;

import dev.pushforward.app.run.SelfCheckReport;
import dev.pushforward.core.SelfCheck;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.geom.Ellipse2D;
import java.util.List;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.plot.DatasetRenderingOrder;
import org.jfree.chart.plot.ValueMarker;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.DeviationRenderer;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.data.xy.YIntervalSeries;
import org.jfree.data.xy.YIntervalSeriesCollection;

/**
 * The chart of a training's checks: each estimate with a band of two standard errors, a line where what is drawn from
 * was selected, and the fresh estimate of that with a bar as wide. The axis holds those of the second half, as the
 * first are larger by orders.
 */
final class SelfCheckPicture {
    private static final double ERRORS = 2;

    private SelfCheckPicture() {}

    static JFreeChart chart(SelfCheckReport report) {
        List<SelfCheck> late =
                report.done().subList(report.done().size() / 2, report.done().size());
        double low = 0;
        double high = report.fresh().divergence() + ERRORS * report.fresh().standardError();
        for (SelfCheck check : late) {
            low = Math.min(low, check.divergence() - ERRORS * check.standardError());
            high = Math.max(high, check.divergence() + ERRORS * check.standardError());
        }
        low = Math.min(
                low, report.fresh().divergence() - ERRORS * report.fresh().standardError());
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
                points(report.done()),
                Canvas.axis("iteration", 0, 1.02 * last),
                Canvas.axis(null, low - margin, high + margin),
                band);
        plot.setDataset(1, points(List.of(report.fresh())));
        plot.setRenderer(1, bar);
        plot.setDatasetRenderingOrder(DatasetRenderingOrder.FORWARD);
        report.selected()
                .ifPresent(check -> plot.addDomainMarker(
                        new ValueMarker(check.iteration(), new Color(0xd1, 0x60, 0x3d, 150), new BasicStroke(1.2f))));
        return Canvas.chart(
                "fisher"
                        + (report.selected().isPresent()
                                ? ", selected at "
                                        + Numbers.count(report.fresh().iteration())
                                : ""),
                plot,
                false);
    }

    private static YIntervalSeriesCollection points(List<SelfCheck> checks) {
        var series = new YIntervalSeries("fisher");
        for (SelfCheck check : checks) {
            double width = ERRORS * check.standardError();
            series.add(check.iteration(), check.divergence(), check.divergence() - width, check.divergence() + width);
        }
        var data = new YIntervalSeriesCollection();
        data.addSeries(series);
        return data;
    }
}
