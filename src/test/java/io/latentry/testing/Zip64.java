package io.latentry.testing;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/** Gives ZIP files a second end record, that of ZIP64. */
public final class Zip64 {

    private static final int END = 22;
    private static final int END64 = 56;
    private static final int LOCATOR = 20;

    private Zip64() {}

    /**
     * Adds a ZIP64 end record to a file without a comment.
     *
     * @param surplus of the size that it tells of the directory
     */
    public static byte[] withEnd64(byte[] zip, long surplus) {
        ByteBuffer end = ByteBuffer.wrap(zip, zip.length - END, END).slice().order(ByteOrder.LITTLE_ENDIAN);
        int position = zip.length - END;
        ByteBuffer changed = ByteBuffer.allocate(zip.length + END64 + LOCATOR).order(ByteOrder.LITTLE_ENDIAN);
        changed.put(zip, 0, position);
        changed.putInt(0x06064B50).putLong(END64 - 12).putShort((short) 45).putShort((short) 45);
        changed.putInt(0).putInt(0).putLong(end.getShort(10)).putLong(end.getShort(10));
        changed.putLong(end.getInt(12) + surplus).putLong(end.getInt(16));
        changed.putInt(0x07064B50).putInt(0).putLong(position).putInt(1);
        return changed.put(zip, position, END).array();
    }

    /** Has the plain end record of a file without a comment refer to the other for everything. */
    public static byte[] withMarks(byte[] zip) {
        byte[] changed = zip.clone();
        Arrays.fill(changed, zip.length - 14, zip.length - 2, (byte) 0xFF);
        return changed;
    }
}
