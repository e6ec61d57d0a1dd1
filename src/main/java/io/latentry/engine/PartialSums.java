package io.latentry.engine;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * Checksums of what there is of an unfinished file, in a file beside it: of each piece its end and its {@link FileCrc}. They are
 * not forced to the disk: a record that is lost in a crash only has its piece written again.
 */
final class PartialSums {

    private static final int RECORD = Long.BYTES + FileCrc.SIZE;

    private final Path file;
    private long end;

    PartialSums(Path data) {
        this.file = of(data);
    }

    static Path of(Path data) {
        return data.resolveSibling(data.getFileName() + ".sums");
    }

    /**
     * Where the first piece begins that is not what was written. Of a file without checksums, as earlier versions left them,
     * everything counts.
     *
     * @param most bytes of the data that count
     */
    long sound(FileChannel data, long most) throws IOException {
        if (Files.notExists(file)) {
            return most;
        }
        ByteBuffer records = ByteBuffer.wrap(Files.readAllBytes(file));
        int whole = 0;
        while (records.remaining() >= RECORD) {
            long next = records.getLong();
            ByteBuffer sum = records.slice(records.position(), FileCrc.SIZE);
            records.position(records.position() + FileCrc.SIZE);
            if (next <= end || next > most || !FileCrc.of(data, end, next).equals(sum)) {
                break;
            }
            end = next;
            whole += RECORD;
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.truncate(whole);
        }
        return end;
    }

    /** A piece has been written after the last. */
    void add(FileChannel data, long next) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(RECORD);
        bytes.putLong(next).put(FileCrc.of(data, end, next)).flip();
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            SafeTensorsWriter.write(channel, bytes);
        }
        end = next;
    }

    void delete() throws IOException {
        Files.deleteIfExists(file);
    }
}
