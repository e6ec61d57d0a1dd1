package io.latentry.engine.family;

import io.latentry.engine.device.Processor;
import io.latentry.model.Hyperparameter;
import io.latentry.model.Precision;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The precisions that there are, by their labels; {@code auto} stands for the best that this processor has. */
final class PrecisionDomain implements Hyperparameter.Domain<String> {

    private static final String AUTO = "auto";

    private static final Map<String, Precision> PRECISIONS =
            Map.of(label(Precision.FLOAT32), Precision.FLOAT32, label(Precision.BFLOAT16), Precision.BFLOAT16);

    static String label(Precision precision) {
        return precision.name().toLowerCase(Locale.ROOT);
    }

    static Precision precision(String label) {
        return PRECISIONS.get(label);
    }

    @Override
    public Optional<String> accept(Object json) {
        if (AUTO.equals(json)) {
            return Optional.of(label(Processor.hasBfloat16() ? Precision.BFLOAT16 : Precision.FLOAT32));
        }
        return json instanceof String word && PRECISIONS.containsKey(word) ? Optional.of(word) : Optional.empty();
    }

    @Override
    public String text() {
        return "one of float32, bfloat16, auto";
    }
}
