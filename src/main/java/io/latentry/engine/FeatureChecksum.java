package io.latentry.engine;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** The SHA-256 that ends a file of cached features. */
final class FeatureChecksum {

    static final int SIZE = 32;
    private static final int PIECE = 1 << 20;

    private FeatureChecksum() {}

    /** Appends the checksum of a file to it, and brings both to the disk. */
    static void append(Path file) throws IOException {
        byte[] sum = sum(file, Files.size(file));
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.APPEND)) {
            channel.write(ByteBuffer.wrap(sum));
            channel.force(true);
        }
    }

    /** Whether a file has so many bytes before its checksum, and they are those that it was made of. */
    static boolean isRight(Path file, long bytes) throws IOException {
        if (Files.size(file) != bytes + SIZE) {
            return false;
        }
        byte[] told = new byte[SIZE];
        try (FileChannel channel = FileChannel.open(file)) {
            channel.read(ByteBuffer.wrap(told), bytes);
        }
        return MessageDigest.isEqual(told, sum(file, bytes));
    }

    private static byte[] sum(Path file, long bytes) throws IOException {
        byte[] piece = new byte[PIECE];
        try (InputStream input = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            for (long left = bytes; left > 0; ) {
                int count = input.read(piece, 0, (int) Math.min(PIECE, left));
                if (count < 0) {
                    throw new EOFException(file + " ends too early");
                }
                digest.update(piece, 0, count);
                left -= count;
            }
            return digest.digest();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every Java platform has SHA-256", e);
        }
    }
}
