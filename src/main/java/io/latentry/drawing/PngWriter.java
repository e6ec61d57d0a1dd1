package io.latentry.drawing;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.Deflater;

/**
 * Writes a picture as PNG row by row, so that it is never whole in memory
 * (<a href="https://www.w3.org/TR/png-3/">Portable Network Graphics</a>, 8 bits of red, green and blue).
 */
final class PngWriter {

    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', 13, 10, 26, 10};
    private static final byte[] EIGHT_BIT_COLOURS = {8, 2, 0, 0, 0};
    private static final byte DIFFERENCE_TO_ROW_ABOVE = 2;
    private static final int COLOURS = 3;
    private static final int CHUNK = 1 << 16;

    private final OutputStream out;
    private final Deflater deflater = new Deflater();
    private final byte[] chunk = new byte[CHUNK];
    private final byte[] difference;
    private byte[] row;
    private byte[] above;

    /** Starts a picture; the stream is left open. */
    PngWriter(OutputStream out, int width, int height) throws IOException {
        this.out = out;
        this.difference = new byte[1 + COLOURS * width];
        this.row = new byte[difference.length];
        this.above = new byte[difference.length];
        out.write(SIGNATURE);
        byte[] header = ByteBuffer.allocate(2 * Integer.BYTES + EIGHT_BIT_COLOURS.length)
                .putInt(width)
                .putInt(height)
                .put(EIGHT_BIT_COLOURS)
                .array();
        write("IHDR", header, header.length);
    }

    /** Writes the next row, a colour 0xRRGGBB for each pixel. */
    void row(int[] colours) throws IOException {
        for (int x = 0; x < colours.length; x++) {
            row[COLOURS * x + 1] = (byte) (colours[x] >> 16);
            row[COLOURS * x + 2] = (byte) (colours[x] >> 8);
            row[COLOURS * x + 3] = (byte) colours[x];
        }
        difference[0] = DIFFERENCE_TO_ROW_ABOVE;
        for (int i = 1; i < row.length; i++) {
            difference[i] = (byte) (row[i] - above[i]);
        }
        deflater.setInput(difference);
        while (!deflater.needsInput()) {
            deflate();
        }
        byte[] written = row;
        row = above;
        above = written;
    }

    /** Writes the end, after the last row. */
    void finish() throws IOException {
        deflater.finish();
        while (!deflater.finished()) {
            deflate();
        }
        deflater.end();
        write("IEND", chunk, 0);
    }

    private void deflate() throws IOException {
        int length = deflater.deflate(chunk);
        if (length > 0) {
            write("IDAT", chunk, length);
        }
    }

    private void write(String type, byte[] content, int length) throws IOException {
        byte[] name = type.getBytes(StandardCharsets.US_ASCII);
        CRC32 checksum = new CRC32();
        checksum.update(name);
        checksum.update(content, 0, length);
        out.write(bytes(length));
        out.write(name);
        out.write(content, 0, length);
        out.write(bytes((int) checksum.getValue()));
    }

    private static byte[] bytes(int value) {
        return ByteBuffer.allocate(Integer.BYTES).putInt(value).array();
    }
}
