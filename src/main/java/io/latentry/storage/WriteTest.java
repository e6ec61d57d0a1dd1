package io.latentry.storage;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Writes and deletes a small file, to see whether a folder can be written. */
final class WriteTest {

    private static final int SIZE = 4096;

    private WriteTest() {}

    /**
     * What a write to a folder ends in; empty if it succeeds.
     *
     * @param force whether it must reach the disk
     */
    static Optional<IOException> failure(Path folder, boolean force) {
        Path file = folder.resolve("write-test");
        try {
            Files.deleteIfExists(file);
            try (FileChannel channel =
                    FileChannel.open(file, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.allocate(SIZE);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                if (force) {
                    channel.force(true);
                }
            }
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(e);
        } finally {
            file.toFile().delete();
        }
    }

    /** Whether bytes of a file that is there can be replaced, for which no new file is needed. */
    static boolean canOverwrite(Path file) {
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            ByteBuffer first = ByteBuffer.allocate(1);
            channel.read(first, 0);
            channel.write(first.flip(), 0);
            channel.force(false);
            return true;
        } catch (IOException e) {
            return false;
        }
    }
}
