package io.latentry.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;

/** Looks whether a PNG file goes on to its end; Java's reader is content with as much as it needs. */
final class PngChunks {

    private static final long SIGNATURE = 0x89504E470D0A1A0AL;
    private static final int END = 0x49454E44;
    private static final int AROUND_DATA = 12; // length and type before, checksum after

    private PngChunks() {}

    /**
     * Passes files that are no PNG.
     *
     * @throws IOException if a PNG ends before its last chunk
     */
    static void check(byte[] file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        if (bytes.remaining() < Long.BYTES || bytes.getLong() != SIGNATURE) {
            return;
        }
        while (bytes.remaining() >= AROUND_DATA) {
            int length = bytes.getInt();
            int type = bytes.getInt();
            if (type == END) {
                return;
            }
            if (length < 0 || length > bytes.remaining() - Integer.BYTES) {
                break;
            }
            bytes.position(bytes.position() + length + Integer.BYTES);
        }
        throw new IOException("The PNG is cut off");
    }
}
