package io.latentry.drawing;

import io.latentry.drawing.Lettering.Style;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Draws a grid from top to bottom, row by row, so that the whole picture is never in memory. */
final class GridPainter {

    private static final int BACKGROUND = 0x3A4149;
    private static final int MARGIN = 8;

    private final ImageGrid grid;
    private final Lettering lettering;
    private final GridLayout layout;
    private final PngWriter png;

    /** Refuses a picture that is too large before anything is written. */
    GridPainter(ImageGrid grid, Lettering lettering, OutputStream out) throws IOException {
        this.grid = grid;
        this.lettering = lettering;
        this.layout = new GridLayout(grid, lettering);
        this.png = new PngWriter(out, layout.width(), layout.height());
    }

    void paint() throws IOException {
        band(layout.top(), this::writeHeader);
        for (int first = 0; first < layout.items(); first += grid.columns()) {
            band(first == 0 ? 0 : layout.blockGap(), canvas -> {});
            for (int layer = 0; layer < grid.layers().size(); layer++) {
                images(first, layer);
                boolean isLast = layer == grid.layers().size() - 1;
                int from = first;
                band(
                        (isLast ? layout.captionHeight() : 0) + GridLayout.GAP,
                        canvas -> writeCaptions(canvas, isLast, from));
            }
        }
        band(layout.footer(), canvas -> grid.text().scale().ifPresent(scale -> drawScale(canvas, scale)));
        png.finish();
    }

    /** Some rows of text on the ground; there are none of a picture without words. */
    private void band(int height, Consumer<Graphics2D> words) throws IOException {
        if (height > 0) {
            rows(picture(layout.width(), height, words));
        }
    }

    private void rows(BufferedImage band) throws IOException {
        for (int y = 0; y < band.getHeight(); y++) {
            png.row(band.getRGB(0, y, band.getWidth(), 1, null, 0, band.getWidth()));
        }
    }

    private static BufferedImage picture(int width, int height, Consumer<Graphics2D> words) {
        BufferedImage picture = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = picture.createGraphics();
        try {
            canvas.setColor(new Color(BACKGROUND));
            canvas.fillRect(0, 0, width, height);
            words.accept(canvas);
        } finally {
            canvas.dispose();
        }
        return picture;
    }

    /** One layer of a row of items, with its words at the left. */
    private void images(int first, int layer) throws IOException {
        int height = layout.imageHeight();
        BufferedImage label = picture(layout.left(), height, canvas -> writeLabel(canvas, first, layer));
        int end = Math.min(layout.items(), first + grid.columns());
        List<Pixels> items = IntStream.range(first, end)
                .mapToObj(item -> new Pixels(grid.layers().get(layer), item))
                .toList();
        int scale = layout.enlargement();
        int[] row = new int[layout.width()];
        Arrays.fill(row, BACKGROUND);
        for (int y = 0; y < height; y++) {
            label.getRGB(0, y, label.getWidth(), 1, row, 0, row.length);
            for (int column = 0; y % scale == 0 && column < items.size(); column++) {
                int left = layout.x(column);
                for (int x = 0; x < layout.imageWidth(); x++) {
                    row[left + x] = items.get(column).rgb(y / scale, x / scale);
                }
            }
            png.row(row);
        }
    }

    private void writeHeader(Graphics2D canvas) {
        GridText text = grid.text();
        lettering.write(canvas, Style.TITLE, text.title(), MARGIN, GridLayout.GAP, 0);
        lettering.write(canvas, Style.LABEL, text.across(), layout.x(0), layout.acrossTop(), 0);
        for (int i = 0; i < text.headings().size(); i++) {
            String heading = text.headings().get(i);
            lettering.write(canvas, Style.CAPTION, heading, layout.middle(i), layout.headingTop(), 0.5);
        }
    }

    private void writeLabel(Graphics2D canvas, int first, int layer) {
        int number = grid.layers().size() == 1 ? first / grid.columns() : layer;
        if (number < grid.text().rows().size()) {
            int top = (layout.imageHeight() - lettering.height(Style.LABEL, true)) / 2;
            lettering.write(canvas, Style.LABEL, grid.text().rows().get(number), layout.left() - MARGIN, top, 1);
        }
    }

    private void writeCaptions(Graphics2D canvas, boolean isLast, int first) {
        List<String> captions = grid.text().captions();
        int end = Math.min(captions.size(), first + grid.columns());
        for (int i = first; isLast && i < end; i++) {
            lettering.write(canvas, Style.CAPTION, captions.get(i), layout.middle(i), 0, 0.5);
        }
    }

    private void drawScale(Graphics2D canvas, ColourScale scale) {
        int top = GridLayout.TEXT_GAP;
        for (int x = 0; x < GridLayout.SCALE_WIDTH; x++) {
            canvas.setColor(new Color(scale.palette().rgb(x / (GridLayout.SCALE_WIDTH - 1.0))));
            canvas.fillRect(MARGIN + x, top, 1, GridLayout.SCALE_HEIGHT);
        }
        int below = top + GridLayout.SCALE_HEIGHT + GridLayout.GAP / 2;
        int right = MARGIN + GridLayout.SCALE_WIDTH;
        lettering.write(canvas, Style.CAPTION, Numbers.text(scale.minimum()), MARGIN, below, 0);
        lettering.write(canvas, Style.CAPTION, Numbers.text(scale.middle()), (MARGIN + right) / 2, below, 0.5);
        lettering.write(canvas, Style.CAPTION, Numbers.text(scale.maximum()), right, below, 1);
        int last = below + lettering.height(Style.CAPTION, true);
        lettering.write(canvas, Style.LABEL, scale.label(), MARGIN, last, 0);
    }
}
