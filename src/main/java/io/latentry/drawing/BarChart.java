package io.latentry.drawing;

import java.util.Arrays;
import java.util.List;
import org.knowm.xchart.CategoryChart;
import org.knowm.xchart.CategoryChartBuilder;
import org.knowm.xchart.CategorySeries;
import org.knowm.xchart.CategorySeries.CategorySeriesRenderStyle;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Charts with a bar for each of a few things with names. */
public final class BarChart {

    /** More names would overlap. */
    private static final int MOST_LABELS = 20;

    private static final int UPRIGHT = 8;

    private BarChart() {}

    /**
     * Draws bars, and maybe a line over them.
     *
     * @param names of the bars
     * @param bars their name in the legend, and a value for each of the names
     * @param lines with a value for each of the names, too
     */
    public static byte[] png(Axes axes, List<String> names, Values bars, List<Values> lines) {
        ChartStyle.requireFonts();
        CategoryChart chart = new CategoryChartBuilder()
                .width(ChartStyle.WIDTH)
                .height(ChartStyle.HEIGHT)
                .title(axes.title())
                .xAxisTitle(axes.x())
                .yAxisTitle(axes.y())
                .build();
        ChartStyle.apply(chart.getStyler(), !lines.isEmpty());
        chart.getStyler().setAvailableSpaceFill(0.85);
        chart.getStyler().setOverlapped(true);
        chart.getStyler().setPlotGridVerticalLinesVisible(false);
        chart.getStyler().setXAxisMaxLabelCount(MOST_LABELS);
        boolean isLong = names.stream().anyMatch(name -> name.length() > 3) && names.size() > UPRIGHT;
        chart.getStyler().setXAxisLabelRotation(isLong ? 60 : 0);
        CategorySeries series = add(chart, names, bars);
        series.setFillColor(ChartStyle.colour(0));
        for (int i = 0; i < lines.size(); i++) {
            add(chart, names, lines.get(i))
                    .setChartCategorySeriesRenderStyle(CategorySeriesRenderStyle.Line)
                    .setMarker(names.size() > MOST_LABELS ? SeriesMarkers.NONE : SeriesMarkers.CIRCLE)
                    .setMarkerColor(ChartStyle.colour(i + 1))
                    .setLineColor(ChartStyle.colour(i + 1));
        }
        return ChartStyle.png(chart);
    }

    private static CategorySeries add(CategoryChart chart, List<String> names, Values values) {
        return chart.addSeries(
                values.name(), names, Arrays.stream(values.values()).boxed().toList());
    }

    /** What belongs together, with its name. */
    public record Values(String name, double[] values) {}
}
