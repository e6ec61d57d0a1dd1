package io.latentry.drawing;

import io.latentry.core.error.ImpossibleException;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.internal.chartpart.IChart;
import org.knowm.xchart.style.AxesChartStyler;
import org.knowm.xchart.style.Styler.LegendPosition;

/** What all charts have in common. */
final class ChartStyle {

    static final int WIDTH = 900;
    static final int HEIGHT = 560;

    private static final Color GRID = new Color(0xDDDDDD);
    static final Color INK = new Color(0x202428);

    private ChartStyle() {}

    /** A chart says nothing without its text. */
    static void requireFonts() {
        if (!Lettering.available().hasFonts()) {
            throw new ImpossibleException(
                    "no-fonts",
                    "The server has no fonts to draw charts with: install fontconfig and a font, or ask for numbers");
        }
    }

    static void apply(AxesChartStyler style, boolean legend) {
        style.setChartBackgroundColor(Color.WHITE);
        style.setPlotBackgroundColor(Color.WHITE);
        style.setPlotBorderVisible(false);
        style.setPlotGridLinesColor(GRID);
        style.setPlotGridLinesStroke(new BasicStroke(1));
        style.setChartFontColor(INK);
        style.setAxisTickLabelsColor(INK);
        style.setChartTitleFont(new Font(Font.SANS_SERIF, Font.BOLD, 16));
        style.setAxisTitleFont(new Font(Font.SANS_SERIF, Font.PLAIN, 14));
        style.setAxisTickLabelsFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
        style.setLegendFont(new Font(Font.SANS_SERIF, Font.PLAIN, 13));
        style.setChartTitleBoxVisible(false);
        style.setLegendPosition(LegendPosition.OutsideE);
        style.setLegendBorderColor(Color.WHITE);
        style.setLegendVisible(legend);
        style.setChartPadding(16);
        style.setAntiAlias(true);
        style.setTextAntiAlias(true);
        style.setYAxisTickLabelsFormattingFunction(Numbers::text);
    }

    static Color colour(int number) {
        return new Color(Palette.CLASSES.get(number % Palette.CLASSES.size()));
    }

    static byte[] png(IChart chart) {
        return PngFile.of(BitmapEncoder.getBufferedImage(chart));
    }
}
