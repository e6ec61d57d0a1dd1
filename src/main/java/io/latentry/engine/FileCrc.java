package io.latentry.engine;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/**
 * CRC-32C of a part of a file. Against decay it does what SHA-256 does, and costs a tenth of it: checkpoints are written every
 * few seconds.
 */
final class FileCrc {

    static final int SIZE = Integer.BYTES;

    private static final int PIECE = 1 << 20;

    private FileCrc() {}

    /** The checksum of a file's bytes up to a position, little-endian. */
    static ByteBuffer of(FileChannel channel, long end) throws IOException {
        return of(channel, 0, end);
    }

    /**
     * The checksum of a part of a file, little-endian.
     *
     * @param channel open for reading; its position stays
     * @param start of the bytes that count
     * @param end of the bytes that count
     */
    static ByteBuffer of(FileChannel channel, long start, long end) throws IOException {
        CRC32C crc = new CRC32C();
        ByteBuffer piece = ByteBuffer.allocate((int) Math.min(PIECE, Math.max(0, end - start)));
        for (long position = start; position < end; position += piece.limit()) {
            piece.clear().limit((int) Math.min(PIECE, end - position));
            fill(channel, position, piece);
            crc.update(piece.flip());
        }
        return ByteBuffer.allocate(SIZE)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) crc.getValue())
                .flip();
    }

    /** Whether the bytes at the end of a file are the checksum of all others. */
    static boolean isRight(FileChannel channel) throws IOException {
        long end = channel.size() - SIZE;
        ByteBuffer stored = ByteBuffer.allocate(SIZE);
        fill(channel, end, stored);
        return stored.flip().equals(of(channel, end));
    }

    private static void fill(FileChannel channel, long position, ByteBuffer target) throws IOException {
        while (target.hasRemaining()) {
            if (channel.read(target, position + target.position()) < 0) {
                throw new EOFException("The file became shorter while it was read");
            }
        }
    }
}
