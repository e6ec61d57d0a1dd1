package io.latentry.registry;

import io.latentry.core.error.TooLargeException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.function.Supplier;

/** Copies streams of unknown length. */
final class BoundedCopy {

    private static final int BUFFER = 64 * 1024;

    private BoundedCopy() {}

    /** Copies at most {@code limit} bytes and returns how many there were; more are refused before they are written. */
    static long copy(InputStream input, OutputStream output, long limit, Supplier<TooLargeException> refusal)
            throws IOException {
        byte[] buffer = new byte[BUFFER];
        long total = 0;
        for (int read = input.read(buffer); read >= 0; read = input.read(buffer)) {
            total += read;
            if (total > limit) {
                throw refusal.get();
            }
            output.write(buffer, 0, read);
        }
        return total;
    }
}
