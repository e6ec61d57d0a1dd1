package io.latentry.inspection;

import io.latentry.core.error.TooLargeException;
import io.latentry.model.Tensor;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/** Refuses JSON answers that nobody could read. */
@Component
class AnswerLimit {

    private final InspectionProperties properties;

    AnswerLimit(InspectionProperties properties) {
        this.properties = properties;
    }

    /** The same array, if it is small enough to be written as JSON. */
    Tensor check(Tensor values) {
        long count = Arrays.stream(values.shape()).asLongStream().reduce(1, Math::multiplyExact);
        if (count > properties.maxAnswerValues()) {
            throw new TooLargeException(
                    "answer-too-large",
                    "An answer of " + count + " numbers has more than " + properties.maxAnswerValues()
                            + "; ask for fewer, or for application/x-npy");
        }
        return values;
    }
}
