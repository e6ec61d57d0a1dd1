package io.latentry.inference;

import io.latentry.core.error.ImpossibleException;
import java.io.IOException;
import java.io.OutputStream;
import org.springframework.http.MediaType;

/** Draws an answer's items. */
final class PngAnswerConverter extends AnswerConverter {

    PngAnswerConverter() {
        super(MediaType.IMAGE_PNG);
    }

    @Override
    void write(Answer answer, OutputStream out) throws IOException {
        Drawing drawing = answer.drawing()
                .orElseThrow(() -> new ImpossibleException(
                        "no-picture", "The items of " + answer.model() + " are not images; ask for JSON or NPY"));
        drawing.write(out);
    }
}
