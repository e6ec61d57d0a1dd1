package io.latentry.drawing;

import io.latentry.core.error.TooLargeException;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.util.List;
import org.knowm.xchart.BitmapEncoder;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.HorizontalBarChartBuilder;
import org.knowm.xchart.style.AxesChartStyler.TextAlignment;

/** Charts beside and below each other, each of bars that lie and have their names and figures at their sides. */
public final class BarPanels {

    private static final int WIDTH = 680;
    private static final int ABOVE_AND_BELOW = 110;
    private static final int BAR = 40;

    /** Pixels from tick to tick; XChart means this one for names at the side, too, and leaves out those that are closer. */
    private static final int LEAST_SPACING = 34;

    private static final int HEADLINE = 56;
    private static final int TITLE = 24;
    private static final int MARGIN = 20;
    private static final int MOST_LETTERS = 32;
    private static final int COLUMNS = 2;
    private static final int MOST_HEIGHT = 12_000;

    private BarPanels() {}

    /**
     * A chart.
     *
     * @param title above it
     * @param bars from top to bottom, at least one
     */
    public record Panel(String title, List<Bar> bars) {

        public Panel {
            bars = List.copyOf(bars);
        }

        private int height() {
            return ABOVE_AND_BELOW + BAR * bars.size();
        }
    }

    /**
     * A bar.
     *
     * @param name at its left; different from those of the others
     * @param value its length
     * @param text of the value, after the name
     */
    public record Bar(String name, double value, String text) {}

    /**
     * Draws all panels below a headline.
     *
     * @throws TooLargeException if there are too many
     */
    public static byte[] png(String headline, List<Panel> panels) {
        ChartStyle.requireFonts();
        int height = height(panels);
        if (height > MOST_HEIGHT) {
            throw new TooLargeException("picture-too-large", "There are too many bars for a picture; ask for a table");
        }
        int columns = Math.min(COLUMNS, panels.size());
        BufferedImage picture = new BufferedImage(WIDTH * Math.max(1, columns), height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        try {
            canvas.setColor(Color.WHITE);
            canvas.fillRect(0, 0, picture.getWidth(), picture.getHeight());
            write(canvas, headline, 20, MARGIN, HEADLINE - MARGIN);
            draw(canvas, panels);
        } finally {
            canvas.dispose();
        }
        return PngFile.of(picture);
    }

    private static int height(List<Panel> panels) {
        int height = HEADLINE;
        for (int i = 0; i < panels.size(); i += COLUMNS) {
            height += rowHeight(panels, i);
        }
        return height;
    }

    private static int rowHeight(List<Panel> panels, int first) {
        return panels.subList(first, Math.min(panels.size(), first + COLUMNS)).stream()
                .mapToInt(Panel::height)
                .max()
                .orElse(0);
    }

    /** XChart would put a title over the middle of the bars, and clip it. */
    private static void write(Graphics2D canvas, String words, int size, int left, int base) {
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setFont(new Font(Font.SANS_SERIF, Font.BOLD, size));
        canvas.setColor(ChartStyle.INK);
        canvas.drawString(words, left, base);
    }

    private static void draw(Graphics2D canvas, List<Panel> panels) {
        int top = HEADLINE;
        for (int i = 0; i < panels.size(); i++) {
            BufferedImage chart = BitmapEncoder.getBufferedImage(chart(panels.get(i)));
            int left = i % COLUMNS * WIDTH;
            canvas.drawImage(chart, left, top + TITLE, null);
            write(canvas, panels.get(i).title(), 15, left + MARGIN, top + TITLE);
            if (i % COLUMNS == COLUMNS - 1) {
                top += rowHeight(panels, i - COLUMNS + 1);
            }
        }
    }

    private static HorizontalBarChart chart(Panel panel) {
        HorizontalBarChart chart = new HorizontalBarChartBuilder()
                .width(WIDTH)
                .height(panel.height() - TITLE)
                .build();
        ChartStyle.apply(chart.getStyler(), false);
        chart.getStyler().setYAxisTickLabelsFormattingFunction(null);
        chart.getStyler().setXAxisTickLabelsFormattingFunction(Numbers::text);
        chart.getStyler().setPlotGridHorizontalLinesVisible(false);
        chart.getStyler().setXAxisTickMarkSpacingHint(LEAST_SPACING);
        chart.getStyler().setAvailableSpaceFill(0.55);
        chart.getStyler().setLabelsVisible(false);
        chart.getStyler().setYAxisLabelAlignment(TextAlignment.Right);
        chart.addSeries(
                        panel.title(),
                        panel.bars().stream().map(Bar::value).toList(),
                        panel.bars().stream()
                                .map(bar -> shorten(bar.name()) + "   " + bar.text())
                                .toList())
                .setFillColor(ChartStyle.colour(0));
        return chart;
    }

    /** The end is kept, for it tells versions apart. */
    private static String shorten(String name) {
        int half = MOST_LETTERS / 2;
        return name.length() <= MOST_LETTERS
                ? name
                : name.substring(0, half) + "…" + name.substring(name.length() - half);
    }
}
