package io.latentry.model;

import java.util.List;

/**
 * The shape of one item of a dataset: {@code [channels, height, width]} for an image, {@code [width]} for a vector.
 *
 * @param dimensions one or three positive sizes, outermost first
 */
public record ItemShape(List<Integer> dimensions) {

    public ItemShape {
        dimensions = List.copyOf(dimensions);
        if (dimensions.size() != 1 && dimensions.size() != 3) {
            throw new IllegalArgumentException("An item has 1 or 3 dimensions, not " + dimensions.size());
        }
        if (dimensions.stream().anyMatch(dimension -> dimension < 1)) {
            throw new IllegalArgumentException("Dimensions must be positive: " + dimensions);
        }
        product(dimensions);
    }

    /** Refuses what no array could hold. */
    private static int product(List<Integer> dimensions) {
        return dimensions.stream().reduce(1, Math::multiplyExact);
    }

    public static ItemShape image(int channels, int height, int width) {
        return new ItemShape(List.of(channels, height, width));
    }

    public static ItemShape vector(int width) {
        return new ItemShape(List.of(width));
    }

    public boolean isImage() {
        return dimensions.size() == 3;
    }

    /** Whether it is an image that can be drawn, grey or in colour. */
    public boolean isPicture() {
        return isImage() && (channels() == 1 || channels() == 3);
    }

    /** The number of values of one item. */
    public int size() {
        return product(dimensions);
    }

    /** The channels of an image: 1 for grey, 3 for colour. */
    public int channels() {
        return dimensions.get(0);
    }

    public int height() {
        return dimensions.get(1);
    }

    public int width() {
        return dimensions.get(dimensions.size() - 1);
    }

    /** The shape of {@code count} such items, {@code [count, …]}. */
    public int[] batch(int count) {
        int[] shape = new int[dimensions.size() + 1];
        shape[0] = count;
        for (int i = 0; i < dimensions.size(); i++) {
            shape[i + 1] = dimensions.get(i);
        }
        return shape;
    }

    /** As JSON writes it, {@code [1, 28, 28]}. */
    @Override
    public String toString() {
        return dimensions.toString();
    }
}
