package io.latentry.dataset;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * Looks through a JPEG file for what would keep Java's reader busy (ITU-T T.81, B.1 and B.2): it goes over the whole image for
 * each scan, of which a few bytes make one, and reports every two bytes that a segment lacks at the end of the file. The
 * reader also goes on to the next image behind one of tables alone, and right behind reserved markers.
 */
final class JpegSegments {

    /** Encoders make one for each component, or some ten to twenty where the image is progressive. */
    static final int MOST_SCANS = 50;

    private static final int IMAGE_START = 0xFFD8;
    private static final int MARK = 0xFF;
    private static final int STUFFED = 0;
    private static final int FIRST_FRAME = 0xC0;
    private static final int LAST_FRAME = 0xCF;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int RESTART_INTERVAL = 0xDD;
    private static final int FIRST_APPLICATION = 0xE0;
    private static final int LAST_APPLICATION = 0xEF;
    private static final int COMMENT = 0xFE;

    private JpegSegments() {}

    /**
     * Passes files that are no JPEG.
     *
     * @throws IOException if a JPEG has no scan or too many, or ends within a segment
     */
    static void check(byte[] file) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(file);
        if (bytes.remaining() < Short.BYTES || Short.toUnsignedInt(bytes.getShort()) != IMAGE_START) {
            return;
        }
        int scans = 0;
        for (int marker = nextMarker(bytes); marker != END; marker = nextMarker(bytes)) {
            if (marker == SCAN && ++scans > MOST_SCANS) {
                throw new IOException("The JPEG has more than " + MOST_SCANS + " scans");
            }
            if (hasSegment(marker)) {
                skipSegment(bytes);
            }
        }
        if (scans == 0) {
            throw new IOException("The JPEG has no image");
        }
    }

    /** Goes past the next marker, over data of a scan and whatever else does not belong to a segment. */
    private static int nextMarker(ByteBuffer bytes) {
        int before = STUFFED;
        while (bytes.hasRemaining()) {
            int value = Byte.toUnsignedInt(bytes.get());
            if (before == MARK && value != MARK && value != STUFFED) {
                return value;
            }
            before = value;
        }
        return END;
    }

    /** All others stand alone, or are reserved. */
    private static boolean hasSegment(int marker) {
        return (marker >= FIRST_FRAME && marker <= LAST_FRAME)
                || (marker >= SCAN && marker <= RESTART_INTERVAL)
                || (marker >= FIRST_APPLICATION && marker <= LAST_APPLICATION)
                || marker == COMMENT;
    }

    private static void skipSegment(ByteBuffer bytes) throws IOException {
        int left = bytes.remaining();
        int length = left < Short.BYTES ? left + 1 : Short.toUnsignedInt(bytes.getShort(bytes.position()));
        if (length > left) {
            throw new IOException("The JPEG is cut off");
        }
        bytes.position(bytes.position() + Math.max(length, Short.BYTES));
    }
}
