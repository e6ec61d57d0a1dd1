package io.latentry.inference;

import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * A class that an item may belong to.
 *
 * @param name of the class
 * @param label of the class, from 0
 * @param probability that the model gives it
 */
record Prediction(String name, int label, float probability) {

    /**
     * The most probable classes of every item, the most probable first.
     *
     * @param probabilities {@code [items, classes]}
     * @param classes their names, by label
     */
    static List<List<Prediction>> of(Tensor probabilities, List<String> classes, int top) {
        return IntStream.range(0, probabilities.rows())
                .mapToObj(row -> of(probabilities.row(row), classes, top))
                .toList();
    }

    private static List<Prediction> of(FloatBuffer probabilities, List<String> classes, int top) {
        return IntStream.range(0, classes.size())
                .mapToObj(label -> new Prediction(classes.get(label), label, probabilities.get(label)))
                .sorted(Comparator.comparingDouble(Prediction::probability).reversed())
                .limit(top)
                .toList();
    }
}
