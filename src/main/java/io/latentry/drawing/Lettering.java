package io.latentry.drawing;

import java.awt.Color;
import java.awt.Font;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.font.FontRenderContext;
import java.awt.image.BufferedImage;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Text in pictures, or none of it where the machine has no fonts. */
final class Lettering {

    /** What text is for. */
    enum Style {
        TITLE(Font.BOLD, 14),
        LABEL(Font.PLAIN, 12),
        CAPTION(Font.PLAIN, 11);

        private final int face;
        private final int size;

        Style(int face, int size) {
            this.face = face;
            this.size = size;
        }

        private Font font() {
            return new Font(Font.SANS_SERIF, face, size);
        }
    }

    static final Lettering NONE = new Lettering(false);

    private static final Logger LOG = LoggerFactory.getLogger(Lettering.class);
    private static final Color INK = new Color(0xE8EAED);

    private final boolean hasFonts;

    private Lettering(boolean hasFonts) {
        this.hasFonts = hasFonts;
    }

    /** Looks for fonts once, when it is first asked for. */
    static Lettering available() {
        return Available.LETTERING;
    }

    boolean hasFonts() {
        return hasFonts;
    }

    /** The height of a line; 0 without fonts, or without words. */
    int height(Style style, boolean hasWords) {
        return hasFonts && hasWords ? metrics(style).getHeight() : 0;
    }

    /** The width of the longest; 0 without fonts. */
    int width(Style style, List<String> words) {
        if (!hasFonts || words.isEmpty()) {
            return 0;
        }
        FontMetrics metrics = metrics(style);
        return words.stream().mapToInt(metrics::stringWidth).max().orElse(0);
    }

    private static FontMetrics metrics(Style style) {
        Graphics2D scratch = new BufferedImage(1, 1, BufferedImage.TYPE_INT_RGB).createGraphics();
        try {
            return scratch.getFontMetrics(style.font());
        } finally {
            scratch.dispose();
        }
    }

    /** Writes words whose line begins at a height, from a place or, with {@code anchor} 0.5 or 1, around or up to it. */
    void write(Graphics2D canvas, Style style, String words, int x, int top, double anchor) {
        if (!hasFonts || words.isEmpty()) {
            return;
        }
        canvas.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        canvas.setFont(style.font());
        canvas.setColor(INK);
        FontMetrics metrics = canvas.getFontMetrics();
        canvas.drawString(words, (int) (x - anchor * metrics.stringWidth(words)), top + metrics.getAscent());
    }

    /** Java throws errors of many kinds, some a bare {@link Error}, where fontconfig or fonts are missing. */
    private static final class Available {

        static final Lettering LETTERING = new Lettering(probe());

        private static boolean probe() {
            try {
                FontRenderContext context = new FontRenderContext(null, true, true);
                return Style.LABEL.font().getStringBounds("text", context).getWidth() > 0;
            } catch (OutOfMemoryError e) {
                throw e;
            } catch (RuntimeException | Error e) {
                LOG.warn("There are no fonts on this machine: pictures have no text, and charts are not drawn", e);
                return false;
            }
        }
    }
}
