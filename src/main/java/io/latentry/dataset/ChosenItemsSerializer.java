package io.latentry.dataset;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.FloatBuffer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes items as arrays nested by their shape. */
final class ChosenItemsSerializer extends ValueSerializer<ChosenItems> {

    @Override
    public void serialize(ChosenItems items, JsonGenerator out, SerializationContext context) {
        out.writeStartArray();
        try {
            items.forEach(item -> write(item.values(), item.shape(), 1, out));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        out.writeEndArray();
    }

    private static void write(FloatBuffer values, int[] shape, int dimension, JsonGenerator out) {
        if (dimension == shape.length) {
            out.writeNumber(values.get());
            return;
        }
        out.writeStartArray();
        for (int i = 0; i < shape[dimension]; i++) {
            write(values, shape, dimension + 1, out);
        }
        out.writeEndArray();
    }
}
