package io.latentry.dataset.ingest;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Compressed files made for tests. */
final class Archives {

    private static final int END_LENGTH = 22;
    private static final int DIRECTORY_POSITION = 16;
    private static final int CHECKSUM_POSITION = 16;

    private Archives() {}

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return bytes.toByteArray();
    }

    static byte[] zip(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
                out.putNextEntry(new ZipEntry(entry.getKey()));
                out.write(entry.getValue());
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
        return bytes.toByteArray();
    }

    /** Changes the checksum that the directory of a ZIP file gives for its first entry. */
    static byte[] withWrongChecksum(byte[] zip) {
        byte[] changed = zip.clone();
        ByteBuffer bytes = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        int end = changed.length - END_LENGTH;
        int checksum = bytes.getInt(end + DIRECTORY_POSITION) + CHECKSUM_POSITION;
        bytes.putInt(checksum, ~bytes.getInt(checksum));
        return changed;
    }
}
