package io.latentry.drawing;

import io.latentry.core.error.TooLargeException;
import io.latentry.drawing.Lettering.Style;
import java.util.List;

/** Where everything in a grid is, in pixels. */
final class GridLayout {

    static final int GAP = 4;
    static final int SCALE_WIDTH = 220;
    static final int SCALE_HEIGHT = 12;

    private static final int BLOCK_GAP = 16;
    static final int TEXT_GAP = 8;
    private static final long MAX_PIXELS = 32_000_000;

    private final ImageGrid grid;
    private final Lettering lettering;
    private final int[] shape;

    GridLayout(ImageGrid grid, Lettering lettering) {
        this.grid = grid;
        this.lettering = lettering;
        this.shape = grid.layers().get(0).shape();
        if ((long) width() * height() > MAX_PIXELS) {
            throw new TooLargeException(
                    "picture-too-large",
                    "A grid of " + width() + "×" + height() + " pixels is too large; ask for fewer items");
        }
    }

    int items() {
        return shape[0];
    }

    /** How often an image's pixel is repeated in each direction. */
    int enlargement() {
        int longest = Math.max(shape[2], shape[3]);
        return Math.max(1, (grid.legible() + longest - 1) / longest);
    }

    int imageWidth() {
        return shape[3] * enlargement();
    }

    int imageHeight() {
        return shape[2] * enlargement();
    }

    int width() {
        GridText text = grid.text();
        int grown = left() + Math.multiplyExact(grid.columns(), cellWidth());
        int title = lettering.width(Style.TITLE, List.of(text.title())) + 2 * TEXT_GAP;
        int scale = text.scale().isPresent() && lettering.hasFonts() ? scaleWidth() : 0;
        int across = lettering.width(Style.LABEL, List.of(text.across())) + left() + TEXT_GAP;
        return Math.max(Math.max(grown, across), Math.max(title, scale));
    }

    private int scaleWidth() {
        String label = grid.text().scale().map(ColourScale::label).orElse("");
        return 2 * TEXT_GAP + Math.max(2 * SCALE_WIDTH - 100, lettering.width(Style.LABEL, List.of(label)));
    }

    int height() {
        int blocks = (items() + grid.columns() - 1) / grid.columns();
        return Math.addExact(top() + Math.multiplyExact(blocks, blockHeight()) - blockGap(), footer());
    }

    /** Where the images begin, with the words of the rows before them. */
    int left() {
        int words = lettering.width(Style.LABEL, grid.text().rows());
        return words == 0 ? GAP : words + 2 * TEXT_GAP;
    }

    int top() {
        int title = lettering.height(Style.TITLE, !grid.text().title().isEmpty());
        return headingTop() + lettering.height(Style.CAPTION, hasHeadings()) + (title > 0 || hasHeadings() ? GAP : 0);
    }

    int acrossTop() {
        int title = lettering.height(Style.TITLE, !grid.text().title().isEmpty());
        return title == 0 ? GAP : GAP + title + GAP;
    }

    int headingTop() {
        return acrossTop() + lettering.height(Style.LABEL, !grid.text().across().isEmpty());
    }

    private boolean hasHeadings() {
        return !grid.text().headings().isEmpty();
    }

    /** The left edge of an item's images, which stand in the middle of their cells. */
    int x(int item) {
        return left() + item % grid.columns() * cellWidth() + (cellWidth() - GAP - imageWidth()) / 2;
    }

    /** The middle of an item's images. */
    int middle(int item) {
        return x(item) + imageWidth() / 2;
    }

    int captionHeight() {
        return lettering.height(Style.CAPTION, !grid.text().captions().isEmpty());
    }

    /** The height of what is below the images. */
    int footer() {
        boolean hasScale = grid.text().scale().isPresent() && lettering.hasFonts();
        return hasScale ? 2 * TEXT_GAP + SCALE_HEIGHT + GAP + 2 * lettering.height(Style.CAPTION, true) + GAP : 0;
    }

    private int cellWidth() {
        return Math.max(imageWidth(), captionWidth()) + GAP;
    }

    private int captionWidth() {
        int captions = lettering.width(Style.CAPTION, grid.text().captions());
        int widest =
                Math.max(captions, lettering.width(Style.CAPTION, grid.text().headings()));
        return widest == 0 ? 0 : widest + TEXT_GAP;
    }

    private int blockHeight() {
        return grid.layers().size() * (imageHeight() + GAP) + captionHeight() + blockGap();
    }

    /** Sets an item's layers apart from the next row of items. */
    int blockGap() {
        return grid.layers().size() == 1 ? 0 : BLOCK_GAP;
    }
}
