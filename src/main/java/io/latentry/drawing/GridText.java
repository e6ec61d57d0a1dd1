package io.latentry.drawing;

import java.util.List;
import java.util.Optional;

/**
 * The text around a grid's images; what is empty is left out.
 *
 * @param title above everything
 * @param rows at the left: of each layer, or, where there is only one, of each row of images
 * @param headings above the columns
 * @param captions below the images of the last layer, one for each item
 * @param across a line between title and headings, such as what changes from column to column
 * @param scale what the images' colours mean
 */
public record GridText(
        String title,
        List<String> rows,
        List<String> headings,
        List<String> captions,
        String across,
        Optional<ColourScale> scale) {

    /** No text. */
    public static final GridText NONE = new GridText("", List.of(), List.of(), List.of(), "", Optional.empty());

    public GridText {
        rows = List.copyOf(rows);
        headings = List.copyOf(headings);
        captions = List.copyOf(captions);
    }

    public static GridText titled(String title) {
        return new GridText(title, List.of(), List.of(), List.of(), "", Optional.empty());
    }

    /** The same with words at the left. */
    public GridText rows(List<String> words) {
        return new GridText(title, words, headings, captions, across, scale);
    }

    /** The same with a line below the title. */
    public GridText line(String words) {
        return new GridText(title, rows, headings, captions, words, scale);
    }

    /** The same with words above the columns, and above these what changes from one to the next. */
    public GridText headings(String what, List<String> words) {
        return new GridText(title, rows, words, captions, what, scale);
    }

    /** The same with words below the images. */
    public GridText captions(List<String> words) {
        return new GridText(title, rows, headings, words, across, scale);
    }

    /** The same with what the colours mean. */
    public GridText scale(ColourScale colours) {
        return new GridText(title, rows, headings, captions, across, Optional.of(colours));
    }
}
