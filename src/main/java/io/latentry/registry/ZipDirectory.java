package io.latentry.registry;

import io.latentry.model.InvalidInputException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;

/**
 * Looks at the end of a ZIP file before a library does, which would read a directory of any size into memory. An artifact
 * has no comment, so the end record (APPNOTE.TXT, section 4.3.16) is its last 22 bytes.
 */
final class ZipDirectory {

    private static final int END_SIZE = 22;
    private static final int END_SIGNATURE = 0x06054b50;
    private static final int ENTRIES = 10;
    private static final int DIRECTORY_SIZE = 12;
    private static final int COMMENT_SIZE = 20;

    private static final int MAX_ENTRIES = 5_000;
    private static final int MAX_DIRECTORY_SIZE = 1_000_000;

    private ZipDirectory() {}

    /**
     * Checks a file.
     *
     * @throws InvalidInputException if it does not end as an artifact must
     */
    static void check(Path file) throws IOException {
        ByteBuffer end = ByteBuffer.allocate(END_SIZE).order(ByteOrder.LITTLE_ENDIAN);
        try (FileChannel channel = FileChannel.open(file)) {
            if (channel.size() >= END_SIZE) {
                channel.read(end, channel.size() - END_SIZE);
            }
        }
        if (end.hasRemaining() || end.getInt(0) != END_SIGNATURE || end.getShort(COMMENT_SIZE) != 0) {
            throw new InvalidInputException("invalid-artifact", "The body is not a ZIP file, or is cut off");
        }
        long size = Integer.toUnsignedLong(end.getInt(DIRECTORY_SIZE));
        if (Short.toUnsignedInt(end.getShort(ENTRIES)) > MAX_ENTRIES || size > MAX_DIRECTORY_SIZE) {
            throw new InvalidInputException(
                    "invalid-artifact", "The ZIP file has more entries than any artifact or file of PyTorch's");
        }
    }
}
