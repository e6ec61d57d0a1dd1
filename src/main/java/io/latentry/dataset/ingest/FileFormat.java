package io.latentry.dataset.ingest;

import io.latentry.core.error.UnsupportedFormatException;
import java.util.Arrays;

/** The formats of uploads, told from their first bytes. */
enum FileFormat {
    IDX,
    NPY,
    ZIP,
    CSV;

    /** How many bytes tell the format. */
    static final int START = 256;

    private static final byte[] NPY_MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};
    private static final byte[] ZIP_MAGIC = {'P', 'K', 3, 4};
    private static final byte[] GZIP_MAGIC = {0x1F, (byte) 0x8B};

    static boolean isGzip(byte[] start) {
        return startsWith(start, GZIP_MAGIC);
    }

    /**
     * Tells the format of a file that starts with these bytes, decompressed.
     *
     * @throws UnsupportedFormatException if it is none of those understood
     */
    static FileFormat of(String field, byte[] start) {
        if (startsWith(start, NPY_MAGIC)) {
            return NPY;
        }
        if (startsWith(start, ZIP_MAGIC)) {
            return ZIP;
        }
        if (IdxHeader.isMagic(start)) {
            return IDX;
        }
        if (isText(start)) {
            return CSV;
        }
        throw new UnsupportedFormatException(
                "unsupported-format", "The bytes of " + field + " are none of IDX, NPY, NPZ, CSV, and ZIP of images");
    }

    private static boolean startsWith(byte[] start, byte[] magic) {
        return start.length >= magic.length && Arrays.equals(start, 0, magic.length, magic, 0, magic.length);
    }

    /** No control characters but those that end lines and separate; bytes over 127 are parts of UTF-8 characters. */
    private static boolean isText(byte[] start) {
        for (byte value : start) {
            boolean control = (value >= 0 && value < ' ') || value == 0x7F;
            if (control && value != '\n' && value != '\r' && value != '\t') {
                return false;
            }
        }
        return start.length > 0;
    }
}
