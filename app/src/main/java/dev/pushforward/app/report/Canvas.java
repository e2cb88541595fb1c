package dev.pushforward.app.report;

import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Rectangle2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.jfree.chart.JFreeChart;
import org.jfree.chart.axis.LogarithmicAxis;
import org.jfree.chart.axis.NumberAxis;
import org.jfree.chart.plot.XYPlot;
import org.jfree.chart.title.LegendTitle;
import org.jfree.chart.title.TextTitle;
import org.jfree.chart.ui.RectangleEdge;
import org.jfree.chart.ui.RectangleInsets;

/** Charts of one look, side by side in a picture. */
final class Canvas {
    static final Color INK = new Color(0x1c2733);
    static final Color GREY = new Color(0x8a97a5);
    static final Color DRAWN = new Color(0xd1603d);
    static final Color CORRECTED = new Color(0x1f8a70);
    static final Color EXACT = new Color(0x3b6ea8);
    private static final Color GRID = new Color(0xe6eaef);
    private static final int SCALE = 2; // pixels per point, for sharp text

    private Canvas() {}

    /** An axis of this look. */
    static NumberAxis axis(String label, double low, double high) {
        return styled(new NumberAxis(label), low, high);
    }

    /** An axis of this look, with steps of equal factors; both ends above 0. */
    static NumberAxis logarithmicAxis(String label, double low, double high) {
        return styled(new LogarithmicAxis(label), low, high);
    }

    private static NumberAxis styled(NumberAxis axis, double low, double high) {
        axis.setRange(low, high);
        axis.setLabelFont(font(12, Font.PLAIN));
        axis.setTickLabelFont(font(11, Font.PLAIN));
        axis.setLabelPaint(INK);
        axis.setTickLabelPaint(INK);
        axis.setAxisLinePaint(GREY);
        axis.setTickMarkPaint(GREY);
        return axis;
    }

    /** A chart of this look. */
    static JFreeChart chart(String title, XYPlot plot, boolean legend) {
        plot.setBackgroundPaint(Color.WHITE);
        plot.setDomainGridlinePaint(GRID);
        plot.setRangeGridlinePaint(GRID);
        plot.setOutlinePaint(GREY);
        plot.setAxisOffset(RectangleInsets.ZERO_INSETS);
        var chart = new JFreeChart(null, font(13, Font.BOLD), plot, false);
        chart.setBackgroundPaint(Color.WHITE);
        chart.setPadding(new RectangleInsets(6, 6, 6, 10));
        var heading = new TextTitle(title, font(13, Font.BOLD));
        heading.setPaint(INK);
        heading.setMargin(0, 0, 6, 0);
        chart.setTitle(heading);
        if (legend) {
            var box = new LegendTitle(plot);
            box.setPosition(RectangleEdge.BOTTOM);
            box.setItemFont(font(11, Font.PLAIN));
            box.setItemPaint(INK);
            box.setBackgroundPaint(Color.WHITE);
            chart.addLegend(box);
        }
        return chart;
    }

    /** Charts of one size in rows, as a PNG. */
    static byte[] png(List<JFreeChart> charts, int perRow, int width, int height) {
        int columns = Math.min(perRow, charts.size());
        int rows = (charts.size() + columns - 1) / columns;
        var image = new BufferedImage(columns * width * SCALE, rows * height * SCALE, BufferedImage.TYPE_INT_RGB);
        Graphics2D g = image.createGraphics();
        try {
            g.setColor(Color.WHITE);
            g.fillRect(0, 0, image.getWidth(), image.getHeight());
            g.scale(SCALE, SCALE);
            g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
            g.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
            for (int i = 0; i < charts.size(); i++) {
                charts.get(i).draw(g, new Rectangle2D.Double(i % columns * width, i / columns * height, width, height));
            }
        } finally {
            g.dispose();
        }
        var out = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", out);
        } catch (IOException e) {
            throw new IllegalStateException("memory takes every byte", e);
        }
        return out.toByteArray();
    }

    static Font font(int size, int style) {
        return new Font(Font.SANS_SERIF, style, size);
    }
}
