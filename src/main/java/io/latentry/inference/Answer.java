package io.latentry.inference;

import io.latentry.exchange.ArrayAnswer;
import io.latentry.exchange.NamedArray;
import io.latentry.model.ItemShape;
import io.latentry.model.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;

/**
 * What a model answered, to be written as JSON, NPY or PNG.
 *
 * @param model that answered, as {@code name@version}
 * @param seed of whatever was drawn
 * @param arrays in the order of the JSON answer; the NPY answer is the first
 * @param predictions of every item, which the JSON answer has in place of the arrays; empty where nothing is classified
 * @param drawing the PNG answer, if there can be one
 */
record Answer(
        String model,
        OptionalLong seed,
        List<NamedArray> arrays,
        List<List<Prediction>> predictions,
        Optional<Drawing> drawing)
        implements ArrayAnswer {

    static Answer of(String model, String name, Tensor values) {
        return new Answer(
                model, OptionalLong.empty(), List.of(new NamedArray(name, values)), List.of(), Optional.empty());
    }

    Answer with(String name, Tensor values) {
        List<NamedArray> more = Stream.concat(arrays.stream(), Stream.of(new NamedArray(name, values)))
                .toList();
        return new Answer(model, seed, more, predictions, drawing);
    }

    Answer predicting(List<List<Prediction>> classes) {
        return new Answer(model, seed, arrays, classes, drawing);
    }

    Answer seeded(long value) {
        return new Answer(model, OptionalLong.of(value), arrays, predictions, drawing);
    }

    /** Draws items of a shape, if that is an image's. */
    Answer drawn(ItemShape shape, Drawing picture) {
        return new Answer(
                model, seed, arrays, predictions, shape.isPicture() ? Optional.of(picture) : Optional.empty());
    }
}
