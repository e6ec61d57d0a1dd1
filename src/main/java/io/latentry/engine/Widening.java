package io.latentry.engine;

import io.latentry.core.error.FieldError;
import io.latentry.core.error.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.List;

/**
 * Makes float32 of the values of a tensor.
 *
 * @param name of the tensor
 * @param type F32, F16 or BF16
 */
record Widening(String name, StoredType type) {

    private static final int PIECE = 1 << 18;
    private static final int HALF_EXPONENT = 0x1f;

    /**
     * Writes the values.
     *
     * @param values little-endian, of the type
     * @throws InvalidInputException if one of them is not finite
     */
    void write(ByteBuffer values, FileChannel channel) throws IOException {
        ByteBuffer source = values.order(ByteOrder.LITTLE_ENDIAN);
        ByteBuffer piece = ByteBuffer.allocateDirect(PIECE * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        while (source.hasRemaining()) {
            piece.clear();
            while (piece.hasRemaining() && source.hasRemaining()) {
                piece.putFloat(finite(next(source)));
            }
            SafeTensorsWriter.write(channel, piece.flip());
        }
    }

    private float next(ByteBuffer source) {
        return switch (type) {
            case F32 -> source.getFloat();
            case BF16 -> Float.intBitsToFloat(source.getShort() << 16);
            case F16 -> ofHalf(source.getShort());
            default -> throw new IllegalArgumentException(type.name());
        };
    }

    /** IEEE 754's binary16: a sign, five bits of exponent, ten of fraction. */
    static float ofHalf(short bits) {
        int exponent = (bits >> 10) & HALF_EXPONENT;
        int fraction = bits & 0x3ff;
        float magnitude;
        if (exponent == HALF_EXPONENT) {
            magnitude = fraction == 0 ? Float.POSITIVE_INFINITY : Float.NaN;
        } else if (exponent == 0) {
            magnitude = fraction * 0x1p-24f;
        } else {
            magnitude = Float.intBitsToFloat(((exponent - 15 + 127) << 23) | (fraction << 13));
        }
        return bits < 0 ? -magnitude : magnitude;
    }

    private float finite(float value) {
        if (!Float.isFinite(value)) {
            throw new InvalidInputException(
                    "invalid-weights",
                    "The weights are not all finite",
                    List.of(new FieldError(name, "has a value that is not finite")));
        }
        return value;
    }
}
