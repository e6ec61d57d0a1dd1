package io.latentry.inspection;

import io.latentry.dataset.Split;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Items of one split of a dataset, at equal distances.
 *
 * @param dataset its name
 * @param split they are of
 * @param indices of the items in the split
 * @param classes names of the labels; empty if items have none
 * @param labels of the items; empty if they have none
 */
record Sample(String dataset, Split split, int[] indices, List<String> classes, int[] labels) {

    int size() {
        return indices.length;
    }

    /** Others of the split, without their labels. */
    Sample of(int[] others) {
        return new Sample(dataset, split, others, List.of(), new int[0]);
    }

    @Nullable Integer label(int item) {
        return labels.length == 0 ? null : labels[item];
    }

    /** The name of an item's label; empty if it has none. */
    String className(int item) {
        return labels.length == 0 ? "" : classes.get(labels[item]);
    }

    List<Integer> indexList() {
        return Arrays.stream(indices).boxed().toList();
    }

    @Nullable List<Integer> labelList() {
        return labels.length == 0 ? null : Arrays.stream(labels).boxed().toList();
    }

    /** Such as {@code fashion-sample, 500 test items}. */
    String title() {
        return dataset + ", " + size() + " " + split.label() + (size() == 1 ? " item" : " items");
    }
}
