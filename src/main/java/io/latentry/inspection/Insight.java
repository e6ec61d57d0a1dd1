package io.latentry.inspection;

import io.latentry.exchange.ArrayAnswer;
import io.latentry.exchange.NamedArray;
import io.latentry.model.Tensor;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * What can be seen of a model or a job, to be written as JSON, NPY, PNG or CSV. Only what is asked for is made.
 *
 * @param model that was looked at, as {@code name@version}; empty if it was none
 * @param body the JSON answer
 * @param arrays of which the first is the NPY answer
 * @param picture the PNG answer, if there can be one
 * @param table the CSV answer, if there can be one
 */
record Insight(
        String model,
        Supplier<?> body,
        List<NamedArray> arrays,
        Optional<Supplier<byte[]>> picture,
        Optional<Supplier<String>> table)
        implements ArrayAnswer {

    static Insight of(String model, Supplier<?> body, String name, Tensor array) {
        return new Insight(model, body, List.of(new NamedArray(name, array)), Optional.empty(), Optional.empty());
    }

    static Insight table(Supplier<?> body, Supplier<String> lines) {
        return new Insight("", body, List.of(), Optional.empty(), Optional.of(lines));
    }

    /** The same with a picture. */
    Insight drawn(Supplier<byte[]> png) {
        return new Insight(model, body, arrays, Optional.of(png), table);
    }

    /** The same with a picture, if there can be one. */
    Insight drawnIf(boolean possible, Supplier<byte[]> png) {
        return possible ? drawn(png) : this;
    }
}
