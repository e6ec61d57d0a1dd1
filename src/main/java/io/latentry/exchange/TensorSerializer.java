package io.latentry.exchange;

import io.latentry.model.Tensor;
import java.nio.FloatBuffer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.SerializationContext;
import tools.jackson.databind.ValueSerializer;

/** Writes a tensor as arrays nested by its shape. */
public final class TensorSerializer extends ValueSerializer<Tensor> {

    @Override
    public void serialize(Tensor tensor, JsonGenerator out, SerializationContext context) {
        write(tensor.values(), tensor.shape(), 0, out);
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
