package io.latentry.exchange;

import io.latentry.model.ItemShape;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The ways in which an item's values may be nested: flat, in its shape, and a grey image without its channel. */
final class ItemLayout {

    private final ItemShape shape;
    private final List<List<Integer>> accepted = new ArrayList<>();

    ItemLayout(ItemShape shape) {
        this.shape = shape;
        accepted.add(List.of(shape.size()));
        if (shape.isImage()) {
            if (shape.channels() == 1) {
                accepted.add(List.of(shape.height(), shape.width()));
            }
            accepted.add(shape.dimensions());
        }
    }

    int maximumRank() {
        return shape.dimensions().size();
    }

    Optional<List<Integer>> ofRank(int rank) {
        return accepted.stream().filter(sizes -> sizes.size() == rank).findFirst();
    }

    boolean accepts(List<Integer> sizes) {
        return accepted.contains(sizes);
    }

    /** What an item must be, in words. */
    String expectation() {
        List<String> shapes = accepted.stream()
                .sorted(Comparator.comparingInt((List<Integer> sizes) -> sizes.size())
                        .reversed())
                .map(List::toString)
                .toList();
        return "an item has the shape " + String.join(" or ", shapes);
    }
}
