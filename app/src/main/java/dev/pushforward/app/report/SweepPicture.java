package dev.pushforward.app.report;

import com.google.common.math.Stats;
import dev.pushforward.app.experiment.Stage;
import dev.pushforward.app.run.Result;
import dev.pushforward.core.Floor;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Ellipse2D;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.annotations.XYBoxAnnotation;
import org.jfree.chart.axis.SymbolAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.renderer.xy.XYErrorRenderer;
import org.jfree.chart.ui.Layer;
import org.jfree.data.xy.XYIntervalSeries;
import org.jfree.data.xy.XYIntervalSeriesCollection;

/**
 * A chart for each measurement of a sweep: its mean and standard deviation by combination of settings, each over the
 * band of its own floor.
 */
final class SweepPicture {
    private static final int WIDTH = 540;
    private static final int HEIGHT = 300;
    private static final int PER_ROW = 2;
    private static final int MOST = 40; // a picture of more charts nobody looks at
    private static final double APART = 0.1; // of the stages, in units of the axis
    private static final double HALF_BAND = 0.4; // of a floor, in the same
    private static final Color BAND = new Color(0x3b, 0x6e, 0xa8, 50);

    private SweepPicture() {}

    /** What is drawn in one chart. */
    private record Key(String row, String column, int index, String name) {
        String title() {
            String cell = (row + " " + column).strip();
            return (cell.isEmpty() ? "" : cell + ": ") + name;
        }
    }

    /** Of results by combination of these settings. */
    static byte[] draw(String settings, Map<String, List<Result>> combinations) {
        List<String> labels = List.copyOf(combinations.keySet());
        var charts = new LinkedHashMap<Key, List<List<Result>>>();
        int at = 0;
        for (List<Result> results : combinations.values()) {
            for (Result r : results) {
                var key =
                        new Key(r.row(), r.column(), r.index(), r.measurement().name());
                List<List<Result>> all = charts.computeIfAbsent(key, k -> labels.stream()
                        .<List<Result>>map(l -> new ArrayList<>())
                        .toList());
                all.get(at).add(r);
            }
            at++;
        }
        return Canvas.png(
                charts.entrySet().stream()
                        .limit(MOST)
                        .map(e -> chart(e.getKey().title(), symbols(settings, labels), e.getValue()))
                        .toList(),
                PER_ROW,
                WIDTH,
                HEIGHT);
    }

    private static JFreeChart chart(String title, SymbolAxis combinations, List<List<Result>> results) {
        var data = new XYIntervalSeriesCollection();
        var renderer = new XYErrorRenderer();
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        double apart = results.stream()
                                .flatMap(List::stream)
                                .map(Result::stage)
                                .distinct()
                                .count()
                        > 1
                ? APART
                : 0;
        for (Stage stage : Stage.values()) {
            var series = new XYIntervalSeries(stage.key());
            for (int i = 0; i < results.size(); i++) {
                double[] values = results.get(i).stream()
                        .filter(r -> r.stage() == stage)
                        .mapToDouble(r -> r.measurement().value())
                        .filter(Double::isFinite)
                        .toArray();
                if (values.length > 0) {
                    Stats stats = Stats.of(values);
                    double sd = values.length > 1 ? stats.sampleStandardDeviation() : 0;
                    double x = i + (stage == Stage.DRAWN ? -apart : apart);
                    series.add(x, x, x, stats.mean(), stats.mean() - sd, stats.mean() + sd);
                    low = Math.min(low, stats.mean() - sd);
                    high = Math.max(high, stats.mean() + sd);
                }
            }
            Color paint = stage == Stage.DRAWN ? Canvas.DRAWN : Canvas.CORRECTED;
            int index = data.getSeriesCount();
            renderer.setSeriesPaint(index, paint);
            renderer.setSeriesStroke(index, new BasicStroke(1.6f));
            renderer.setSeriesShape(index, new Ellipse2D.Double(-3.5, -3.5, 7, 7));
            if (series.getItemCount() > 0) {
                data.addSeries(series);
            }
        }
        for (int i = 0; i < results.size(); i++) {
            Optional<Floor> floor = Entry.floor(results.get(i));
            if (floor.isPresent()) {
                double from = floor.get().mean() - floor.get().sd();
                double to = floor.get().mean() + floor.get().sd();
                renderer.addAnnotation(
                        new XYBoxAnnotation(i - HALF_BAND, from, i + HALF_BAND, to, new BasicStroke(1), BAND, BAND),
                        Layer.BACKGROUND);
                low = Math.min(low, from);
                high = Math.max(high, to);
            }
        }
        var plot = new XYPlot(
                data, combinations, Canvas.axis(null, low - margin(low, high), high + margin(low, high)), renderer);
        return Canvas.chart(title, plot, true);
    }

    private static double margin(double low, double high) {
        return high > low ? 0.08 * (high - low) : Math.max(1e-12, 0.1 * Math.abs(high));
    }

    private static SymbolAxis symbols(String settings, List<String> labels) {
        var axis = new SymbolAxis(settings, labels.toArray(String[]::new));
        axis.setRange(-0.5, labels.size() - 0.5);
        axis.setLabelFont(Canvas.font(12, Font.PLAIN));
        axis.setLabelPaint(Canvas.INK);
        axis.setTickLabelFont(Canvas.font(11, Font.PLAIN));
        axis.setTickLabelPaint(Canvas.INK);
        axis.setGridBandsVisible(false);
        axis.setVerticalTickLabels(labels.stream().mapToInt(String::length).sum() > 60);
        return axis;
    }
}
