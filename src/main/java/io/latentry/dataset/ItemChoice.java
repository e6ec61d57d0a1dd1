package io.latentry.dataset;

import io.latentry.core.error.ImpossibleException;
import io.latentry.core.error.InvalidInputException;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** The items of a split that a request may choose from: all, or those of one class. */
final class ItemChoice {

    static final int MAX_ITEMS = 1000;

    private static final int USUAL_ITEMS = 50;
    private static final int MOST_NAMED = 20;

    private final int count;
    private final int @Nullable [] positions;

    private ItemChoice(int count, int @Nullable [] positions) {
        this.count = count;
        this.positions = positions;
    }

    /**
     * A choice.
     *
     * @param label the name of a class, or its position among the classes; null for all items
     * @throws InvalidInputException if there is no such class
     * @throws ImpossibleException if the dataset has no labels
     */
    static ItemChoice of(StoredDataset stored, Split split, @Nullable String label) {
        if (label == null) {
            return new ItemChoice(stored.items(split).count(), null);
        }
        int wanted = position(stored.classes(), label);
        int[] labels = stored.labels(split);
        int[] found = IntStream.range(0, labels.length)
                .filter(i -> labels[i] == wanted)
                .toArray();
        return new ItemChoice(found.length, found);
    }

    private static int position(List<String> classes, String label) {
        if (classes.isEmpty()) {
            throw new ImpossibleException("labels-missing", "The dataset's items have no labels");
        }
        int named = classes.indexOf(label);
        if (named >= 0) {
            return named;
        }
        return IntStream.range(0, classes.size())
                .filter(i -> Integer.toString(i).equals(label))
                .findFirst()
                .orElseThrow(() -> InvalidInputException.field(
                        "label",
                        "must be the name of a class or a number from 0 to " + (classes.size() - 1) + "; classes are "
                                + String.join(", ", classes.subList(0, Math.min(MOST_NAMED, classes.size())))
                                + (classes.size() > MOST_NAMED ? ", …" : "")));
    }

    /** Items to choose from. */
    int count() {
        return count;
    }

    /** Positions in the split of consecutive items; none if there are none to choose from. */
    int[] range(@Nullable Integer offset, @Nullable Integer limit) {
        int from = offset == null ? 0 : offset;
        if (from < 0 || from >= Math.max(1, count)) {
            throw InvalidInputException.field("offset", "must be from 0 to " + Math.max(0, count - 1));
        }
        int length = limit == null ? USUAL_ITEMS : limit;
        if (length < 1 || length > MAX_ITEMS) {
            throw InvalidInputException.field("limit", "must be from 1 to " + MAX_ITEMS);
        }
        return IntStream.range(from, from + Math.min(length, count - from))
                .map(i -> positions == null ? i : positions[i])
                .toArray();
    }

    /** The positions that a request lists itself. */
    int[] only(int[] indices, @Nullable Integer offset, @Nullable Integer limit) {
        if (offset != null || limit != null || positions != null) {
            throw InvalidInputException.field("indices", "cannot be combined with offset, limit or label");
        }
        if (indices.length < 1 || indices.length > MAX_ITEMS) {
            throw InvalidInputException.field("indices", "must be 1 to " + MAX_ITEMS + " positions");
        }
        return indices;
    }
}
