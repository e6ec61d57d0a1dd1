package io.latentry.drawing;

import java.awt.BasicStroke;
import java.awt.Color;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYChartBuilder;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.XYSeries.XYSeriesRenderStyle;
import org.knowm.xchart.style.Styler.YAxisPosition;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts whose axes are numbers. */
public final class PointChart {

    /** Where a curve falls to less than one in so many, a logarithm shows more. */
    private static final double WIDE = 30;

    private static final int MOST_LABELS = 12;

    /** The number of the axis at the right. */
    private static final int SHARES = 1;

    private static final Color INVISIBLE = new Color(0, true);

    private static final float[] DASHES = {8, 5};

    /** Classes differ by their shapes, too. */
    private static final List<Marker> SHAPES = List.of(
            SeriesMarkers.CIRCLE,
            SeriesMarkers.SQUARE,
            SeriesMarkers.TRIANGLE_UP,
            SeriesMarkers.DIAMOND,
            SeriesMarkers.TRIANGLE_DOWN,
            SeriesMarkers.CROSS,
            SeriesMarkers.PLUS);

    private PointChart() {}

    /** Lines through points; the y axis is logarithmic if a curve falls that far. */
    public static byte[] lines(Axes axes, List<Curve> curves) {
        return lines(axes, curves, "", List.of());
    }

    /**
     * The same with an axis of their own for shares, from 0 to 1, at the right; none is logarithmic then.
     *
     * @param share title of that axis
     * @param shares its curves; without any there is no such axis
     */
    public static byte[] lines(Axes axes, List<Curve> curves, String share, List<Curve> shares) {
        boolean isEmpty = curves.isEmpty() && shares.isEmpty();
        XYChart chart = chart(axes, !isEmpty);
        // All y axes of a chart are logarithmic, or none.
        chart.getStyler().setYAxisLogarithmic(shares.isEmpty() && isWide(curves));
        curves.forEach(curve -> line(chart, curve));
        shares.forEach(curve -> line(chart, curve).setYAxisGroup(SHARES));
        if (!shares.isEmpty()) {
            showShares(chart, share);
        }
        if (isEmpty) {
            chart.addSeries("nothing yet", new double[] {0, 1}, new double[] {0, 1})
                    .setMarker(SeriesMarkers.NONE)
                    .setLineColor(INVISIBLE);
        }
        return ChartStyle.png(chart);
    }

    private static XYSeries line(XYChart chart, Curve curve) {
        XYSeries series = add(chart, curve.x().length > MOST_LABELS ? unevenly(curve) : curve);
        series.setMarker(curve.x().length == 1 ? SeriesMarkers.CIRCLE : SeriesMarkers.NONE);
        series.setLineStyle(
                curve.dashed()
                        ? new BasicStroke(2.5f, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, DASHES, 0)
                        : new BasicStroke(2.5f));
        return series;
    }

    private static void showShares(XYChart chart, String title) {
        chart.setYAxisGroupTitle(SHARES, title);
        chart.getStyler().setYAxisGroupPosition(SHARES, YAxisPosition.Right);
        chart.getStyler().setYAxisMin(SHARES, 0.0);
        chart.getStyler().setYAxisMax(SHARES, 1.0);
    }

    /**
     * The same with its first point twice, almost. XChart puts its ticks at the data if these are at equal distances, and at
     * round numbers otherwise.
     */
    private static Curve unevenly(Curve curve) {
        double[] x = repeatFirst(curve.x());
        x[1] += 1e-6 * (x[x.length - 1] - x[0]);
        return new Curve(curve.name(), x, repeatFirst(curve.y()), curve.colour(), curve.dashed());
    }

    private static double[] repeatFirst(double[] values) {
        return DoubleStream.concat(DoubleStream.of(values[0]), DoubleStream.of(values))
                .toArray();
    }

    private static boolean isWide(List<Curve> curves) {
        boolean isPositive = curves.stream()
                .flatMapToDouble(curve -> Arrays.stream(curve.y()))
                .allMatch(value -> value > 0);
        return isPositive && curves.stream().anyMatch(PointChart::isWide);
    }

    private static boolean isWide(Curve curve) {
        double least = Arrays.stream(curve.y()).min().orElse(1);
        double most = Arrays.stream(curve.y()).max().orElse(1);
        return most / least > WIDE;
    }

    /** Points without lines; curves with the same shape differ in colour. */
    public static byte[] scatter(Axes axes, List<Curve> clouds) {
        XYChart chart = chart(axes, clouds.size() > 1);
        chart.getStyler().setMarkerSize(7);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(Numbers::text);
        for (Curve cloud : clouds) {
            add(chart, cloud)
                    .setXYSeriesRenderStyle(XYSeriesRenderStyle.Scatter)
                    .setMarker(SHAPES.get(cloud.colour() % SHAPES.size()));
        }
        return ChartStyle.png(chart);
    }

    /**
     * Filled steps, one for each bin of a histogram.
     *
     * @param edges of the bins, one more than there are counts
     */
    public static byte[] steps(Axes axes, double[] edges, long[] counts) {
        XYChart chart = chart(axes, false);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(Numbers::text);
        chart.getStyler().setYAxisMin(0.0);
        double[] x = new double[2 * counts.length];
        double[] y = new double[2 * counts.length];
        for (int i = 0; i < x.length; i++) {
            x[i] = edges[(i + 1) / 2];
            y[i] = counts[i / 2];
        }
        add(chart, unevenly(new Curve(axes.y(), x, y, 0, false)))
                .setXYSeriesRenderStyle(XYSeriesRenderStyle.Area)
                .setMarker(SeriesMarkers.NONE)
                .setLineStyle(new BasicStroke(1));
        return ChartStyle.png(chart);
    }

    private static XYChart chart(Axes axes, boolean legend) {
        ChartStyle.requireFonts();
        XYChart chart = new XYChartBuilder()
                .width(ChartStyle.WIDTH)
                .height(ChartStyle.HEIGHT)
                .title(axes.title())
                .xAxisTitle(axes.x())
                .yAxisTitle(axes.y())
                .build();
        ChartStyle.apply(chart.getStyler(), legend);
        return chart;
    }

    private static XYSeries add(XYChart chart, Curve curve) {
        XYSeries series = chart.addSeries(curve.name(), curve.x(), curve.y());
        series.setLineColor(ChartStyle.colour(curve.colour()));
        series.setMarkerColor(ChartStyle.colour(curve.colour()));
        series.setFillColor(ChartStyle.colour(curve.colour()));
        return series;
    }
}
