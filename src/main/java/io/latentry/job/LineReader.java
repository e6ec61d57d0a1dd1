package io.latentry.job;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads lines of UTF-8, cutting off what is too long to be a message. */
final class LineReader {

    static final int LIMIT = 1 << 18;

    private final InputStream stream;

    LineReader(InputStream stream) {
        this.stream = new BufferedInputStream(stream);
    }

    /** Whether something can be read without waiting. */
    boolean ready() throws IOException {
        return stream.available() > 0;
    }

    /** The next line, or null at the end. */
    @Nullable String next() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        int next = stream.read();
        if (next < 0) {
            return null;
        }
        for (; next >= 0 && next != '\n'; next = stream.read()) {
            if (line.size() < LIMIT) {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.UTF_8);
    }
}
