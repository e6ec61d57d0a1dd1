package io.latentry.inference;

import io.latentry.exchange.NamedArray;
import io.latentry.exchange.TensorJson;
import io.latentry.model.Tensor;
import java.io.OutputStream;
import java.nio.FloatBuffer;
import java.util.List;
import org.springframework.http.MediaType;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;

/** Writes every array nested by its shape, number by number. */
final class JsonAnswerConverter extends AnswerConverter {

    JsonAnswerConverter() {
        super(MediaType.APPLICATION_JSON);
    }

    @Override
    void write(Answer answer, OutputStream out) {
        try (JsonGenerator json = TensorJson.FACTORY.createGenerator(ObjectWriteContext.empty(), out)) {
            json.writeStartObject();
            json.writeStringProperty("model", answer.model());
            answer.seed().ifPresent(seed -> json.writeNumberProperty("seed", seed));
            if (answer.predictions().isEmpty()) {
                writeArrays(json, answer);
            } else {
                writePredictions(json, answer.predictions());
            }
            json.writeEndObject();
        }
    }

    private static void writeArrays(JsonGenerator json, Answer answer) {
        for (NamedArray array : answer.arrays()) {
            json.writeName(array.name());
            Tensor tensor = array.values();
            write(json, tensor.shape(), 0, tensor.values());
        }
    }

    private static void writePredictions(JsonGenerator json, List<List<Prediction>> predictions) {
        json.writeArrayPropertyStart("predictions");
        for (List<Prediction> item : predictions) {
            json.writeStartArray();
            for (Prediction prediction : item) {
                json.writeStartObject();
                json.writeStringProperty("class", prediction.name());
                json.writeNumberProperty("label", prediction.label());
                json.writeNumberProperty("probability", prediction.probability());
                json.writeEndObject();
            }
            json.writeEndArray();
        }
        json.writeEndArray();
    }

    private static void write(JsonGenerator json, int[] shape, int axis, FloatBuffer values) {
        json.writeStartArray();
        for (int i = 0; i < shape[axis]; i++) {
            if (axis == shape.length - 1) {
                json.writeNumber(values.get());
            } else {
                write(json, shape, axis + 1, values);
            }
        }
        json.writeEndArray();
    }
}
