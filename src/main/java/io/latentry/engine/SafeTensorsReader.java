package io.latentry.engine;

import static io.latentry.engine.SafeTensorsHeader.invalid;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.SortedMap;

/**
 * A safetensors file, open for reading. Nothing that a header says is believed: it is checked against the file's size
 * when the file is opened. Tensors are mapped one by one, so that the file may be larger than a buffer can be.
 */
final class SafeTensorsReader implements AutoCloseable {

    /** Well beyond the 100 KB that a network of 700 tensors needs. */
    static final int MOST_HEADER_BYTES = 4 << 20;

    private final FileChannel channel;
    private final long dataStart;
    private final SafeTensorsHeader header;

    private SafeTensorsReader(FileChannel channel, long dataStart, SafeTensorsHeader header) {
        this.channel = channel;
        this.dataStart = dataStart;
        this.header = header;
    }

    /**
     * Opens a file and reads its header.
     *
     * @throws io.latentry.core.error.InvalidInputException with the code {@code invalid-safetensors} if it is not valid
     */
    static SafeTensorsReader open(Path file) {
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.READ);
            try {
                byte[] json = readHeader(channel);
                long dataStart = Long.BYTES + (long) json.length;
                return new SafeTensorsReader(
                        channel, dataStart, SafeTensorsHeader.parse(json, channel.size() - dataStart));
            } catch (IOException | RuntimeException e) {
                channel.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read " + file, e);
        }
    }

    private static byte[] readHeader(FileChannel channel) throws IOException {
        long size = channel.size();
        if (size < Long.BYTES) {
            throw invalid("it has only " + size + " bytes");
        }
        long length = read(channel, 0, Long.BYTES).getLong();
        // A length from 2^63 on reads as a negative one.
        if (length < 0 || length > MOST_HEADER_BYTES) {
            throw invalid("its header is longer than " + MOST_HEADER_BYTES + " bytes");
        }
        if (length > size - Long.BYTES) {
            throw invalid("its header of " + length + " bytes is longer than the file");
        }
        return read(channel, Long.BYTES, (int) length).array();
    }

    private static ByteBuffer read(FileChannel channel, long position, int length) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(length).order(ByteOrder.LITTLE_ENDIAN);
        read(channel, position, buffer);
        return buffer.flip();
    }

    private static void read(FileChannel channel, long position, ByteBuffer target) throws IOException {
        long next = position;
        while (target.hasRemaining()) {
            int count = channel.read(target, next);
            if (count < 0) {
                throw invalid("it became shorter while it was read");
            }
            next += count;
        }
    }

    SortedMap<String, String> metadata() {
        return header.metadata();
    }

    /** Whether the last bytes are the {@link FileCrc} of all before them. */
    boolean endsWithItsChecksum() {
        try {
            return FileCrc.isRight(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read the file", e);
        }
    }

    /** The tensors by name. */
    SortedMap<String, SafeTensorsHeader.Entry> entries() {
        return header.entries();
    }

    /**
     * Copies a tensor's values, little-endian. Nothing is mapped: a mapping is memory of the process until a garbage collection
     * finds it, and small objects that stand for large files bring none about.
     *
     * @param target direct, with as many bytes remaining
     * @throws io.latentry.core.error.InvalidInputException if there is no such tensor
     */
    void read(String name, ByteBuffer target) {
        SafeTensorsHeader.Entry entry = entry(name);
        if (entry.bytes() != target.remaining()) {
            throw new IllegalArgumentException(
                    "'" + name + "' has " + entry.bytes() + " bytes, not " + target.remaining());
        }
        try {
            read(channel, dataStart + entry.begin(), target);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot read '" + name + "'", e);
        }
    }

    private SafeTensorsHeader.Entry entry(String name) {
        SafeTensorsHeader.Entry entry = header.entries().get(name);
        if (entry == null) {
            throw invalid("it has no tensor '" + name + "'");
        }
        return entry;
    }

    /**
     * Maps a tensor's values, little-endian and read-only. The buffer stays usable when this reader is closed.
     *
     * @throws io.latentry.core.error.InvalidInputException if there is no such tensor, or one of 2 GiB or more
     */
    ByteBuffer bytes(String name) {
        SafeTensorsHeader.Entry entry = entry(name);
        if (entry.bytes() > Integer.MAX_VALUE) {
            throw invalid("'" + name + "' is larger than 2 GiB");
        }
        try {
            return channel.map(FileChannel.MapMode.READ_ONLY, dataStart + entry.begin(), entry.bytes())
                    .order(ByteOrder.LITTLE_ENDIAN);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot map '" + name + "'", e);
        }
    }

    @Override
    public void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
