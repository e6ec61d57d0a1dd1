package io.latentry.dataset.ingest;

import io.latentry.core.error.TooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** The lines of a text file as bytes, each in the same array; lines end with LF or CR LF. */
final class LineSource {

    private static final int FIRST_SIZE = 1 << 12;

    private final InputStream in;
    private final String field;
    private final int maximum;
    private byte[] line = new byte[FIRST_SIZE];
    private int length;
    private int number;

    LineSource(InputStream in, String field, int maximum) {
        this.in = in;
        this.field = field;
        this.maximum = maximum;
    }

    /** Moves to the next line; false at the end. */
    boolean next() throws IOException {
        length = 0;
        number++;
        int value = in.read();
        if (value < 0) {
            return false;
        }
        while (value >= 0 && value != '\n') {
            append((byte) value);
            value = in.read();
        }
        if (length > 0 && line[length - 1] == '\r') {
            length--;
        }
        return true;
    }

    private void append(byte value) {
        if (length == maximum) {
            throw new TooLargeException(
                    "line-too-long", "Line " + number + " of " + field + " exceeds " + maximum + " bytes");
        }
        if (length == line.length) {
            line = Arrays.copyOf(line, (int) Math.min(maximum, 2L * length));
        }
        line[length++] = value;
    }

    /** The bytes of this line, up to {@link #length}; overwritten by the next. */
    byte[] bytes() {
        return line;
    }

    int length() {
        return length;
    }

    /** The number of this line; the first is 1. */
    int number() {
        return number;
    }
}
