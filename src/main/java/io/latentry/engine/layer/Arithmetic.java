package io.latentry.engine.layer;

import io.latentry.model.Precision;
import java.util.List;

/**
 * What a network's products are computed in. Parameters stay in float32 and are rounded where they are multiplied
 * (Micikevicius et al. 2018, "Mixed Precision Training"); batch norms keep their statistics in float32.
 */
final class Arithmetic {

    private Arithmetic() {}

    /** As TorchScript numbers its types. */
    static int type(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> 6;
            case BFLOAT16 -> 15;
        };
    }

    /** Of a value. */
    static int bytes(Precision precision) {
        return switch (precision) {
            case FLOAT32 -> 4;
            case BFLOAT16 -> 2;
        };
    }

    /** {@link Layer#expression} of a layer whose products are computed so. */
    static String expression(Precision precision, Layer layer, String input, List<String> arrays, String training) {
        if (precision == Precision.FLOAT32 || !multiplies(layer)) {
            return layer.expression(input, arrays, training);
        }
        String cast = ".to(" + type(precision) + ")";
        List<String> rounded = arrays.stream().map(array -> array + cast).toList();
        return layer.expression(input + cast, rounded, training);
    }

    /** What layers of that precision made, in float32. */
    static String result(Precision precision, String value) {
        return precision == Precision.FLOAT32 ? value : value + ".to(" + type(Precision.FLOAT32) + ")";
    }

    private static boolean multiplies(Layer layer) {
        return layer instanceof Linear || layer instanceof Conv2d || layer instanceof ConvTranspose2d;
    }
}
