package io.latentry.inference;

import io.latentry.dataset.NpyWriter;
import io.latentry.exchange.TensorTypes;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.MediaType;

/** Writes an answer's first array as {@code <f4}. */
final class NpyAnswerConverter extends AnswerConverter {

    NpyAnswerConverter() {
        super(MediaType.parseMediaType(TensorTypes.NPY));
    }

    @Override
    void write(Answer answer, OutputStream out) throws IOException {
        NpyWriter.write(answer.arrays().get(0).values(), out);
    }
}
