package io.latentry.exchange;

import io.latentry.core.error.InvalidInputException;
import io.latentry.dataset.NpyReader;
import io.latentry.model.ItemShape;
import io.latentry.model.ModelConfig;
import io.latentry.model.Tensor;
import io.latentry.model.TensorRange;
import java.io.IOException;
import java.io.InputStream;
import java.nio.FloatBuffer;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;

/** Reads items from NPY arrays. */
@Component
class NpyItems {

    private final Limits limits;

    NpyItems(Limits limits) {
        this.limits = limits;
    }

    /** Reads an array {@code [items, item…]}, or {@code [items, values]}. */
    Tensor read(InputStream in, ModelConfig config) throws IOException {
        ItemShape shape = config.shape();
        Tensor array = NpyReader.read(
                in, limits.maxValues(shape), limits::values, shape.isImage() ? NpyReader.IMAGE_BYTES : 1);
        List<Integer> sizes = Arrays.stream(array.shape()).boxed().toList();
        ItemLayout layout = new ItemLayout(shape);
        if (sizes.isEmpty() || !layout.accepts(sizes.subList(1, sizes.size()))) {
            throw InvalidInputException.field(
                    "items", "the array has the shape " + sizes + " instead of [items, …]; " + layout.expectation());
        }
        limits.items(array.rows(), config);
        Tensor items = array.reshape(shape.batch(array.rows()));
        if (shape.isImage()) {
            checkRange(items);
        }
        return items;
    }

    private static void checkRange(Tensor items) {
        if (TensorRange.isWithinUnit(items)) {
            return;
        }
        FloatBuffer values = items.values();
        while (values.hasRemaining()) {
            float value = values.get();
            if (value < 0 || value > 1) {
                int position = values.position() - 1;
                throw InvalidInputException.field(
                        "items[" + position / items.rowSize() + "][" + position % items.rowSize() + "]",
                        "must be from 0 to 1, as all values of images are; bytes (|u1) are divided by 255");
            }
        }
    }
}
