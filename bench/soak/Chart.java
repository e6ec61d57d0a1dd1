import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import javax.imageio.ImageIO;

/** Resident memory over time, a panel for each series, from zero on, with the line that growth is read from. */
final class Chart {

    private static final int WIDTH = 1_000;
    private static final int PANEL = 190;
    private static final int LEFT = 70;
    private static final int RIGHT = 20;
    private static final int TOP = 34;
    private static final int BOTTOM = 30;
    private static final Color SAMPLES = new Color(0x2F6DB5);
    private static final Color LINE = new Color(0xD1495B);
    private static final Color RULE = new Color(0xDDDDDD);

    private final BufferedImage image;
    private final Graphics2D graphics;

    private Chart(int panels) {
        image = new BufferedImage(WIDTH, panels * PANEL, BufferedImage.TYPE_INT_RGB);
        graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        graphics.setFont(new Font(Font.SANS_SERIF, Font.PLAIN, 12));
    }

    static void write(List<Series> all, Path file) throws IOException {
        Chart chart = new Chart(all.size());
        for (int i = 0; i < all.size(); i++) {
            chart.panel(all.get(i), i * PANEL);
        }
        chart.graphics.dispose();
        ImageIO.write(chart.image, "png", file.toFile());
    }

    /** Where seconds and megabytes are in a panel. */
    private record Scale(double seconds, double megabytes, int top) {

        double x(double second) {
            return LEFT + second / seconds * (WIDTH - LEFT - RIGHT);
        }

        double y(double megabyte) {
            return top + PANEL - BOTTOM - megabyte / megabytes * (PANEL - TOP - BOTTOM);
        }
    }

    private void panel(Series series, int top) {
        List<Series.Point> points = series.points();
        double most = points.stream().mapToDouble(Series.Point::megabytes).max().orElseThrow();
        double step = most > 1_000 ? 500 : 250;
        Scale scale = new Scale(points.get(points.size() - 1).seconds(), step * Math.ceil(most / step), top);
        axes(scale, step);
        Series.Line line = series.line();
        graphics.setColor(Color.BLACK);
        graphics.drawString(
                String.format(
                        Locale.ROOT,
                        "%s: resident memory of the %s in MB, growth %+.2f %%",
                        series.phase,
                        series.process,
                        100 * line.growth()),
                LEFT,
                top + 20);
        draw(points, scale, SAMPLES, 1);
        draw(List.of(line.from(), line.to()), scale, LINE, 2);
    }

    private void axes(Scale scale, double step) {
        graphics.setStroke(new BasicStroke(1));
        for (double megabytes = 0; megabytes <= scale.megabytes; megabytes += step) {
            int y = (int) scale.y(megabytes);
            graphics.setColor(RULE);
            graphics.drawLine(LEFT, y, WIDTH - RIGHT, y);
            graphics.setColor(Color.DARK_GRAY);
            right(String.format(Locale.ROOT, "%,.0f", megabytes), LEFT - 8, y + 4);
        }
        for (int tenth = 0; tenth <= 10; tenth += 2) {
            double seconds = scale.seconds * tenth / 10;
            right(String.format(Locale.ROOT, "%.0f s", seconds), (int) scale.x(seconds) + 12, scale.top + PANEL - 12);
        }
    }

    private void right(String text, int x, int y) {
        graphics.drawString(text, x - graphics.getFontMetrics().stringWidth(text), y);
    }

    private void draw(List<Series.Point> points, Scale scale, Color colour, float width) {
        Path2D path = new Path2D.Double();
        for (Series.Point point : points) {
            double x = scale.x(point.seconds());
            double y = scale.y(point.megabytes());
            if (path.getCurrentPoint() == null) {
                path.moveTo(x, y);
            } else {
                path.lineTo(x, y);
            }
        }
        graphics.setColor(colour);
        graphics.setStroke(new BasicStroke(width));
        graphics.draw(path);
    }
}
