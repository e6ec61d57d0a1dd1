package io.latentry.engine;

import io.latentry.storage.DurableFiles;
import io.latentry.storage.FreeSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Writes <a href="https://github.com/huggingface/safetensors#format">safetensors</a> files. Equal contents give equal
 * bytes, and a crash leaves the whole file or none.
 */
final class SafeTensorsWriter {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private SafeTensorsWriter() {}

    /** Writes a tensor's values, little-endian and row-major, all of them and nothing else. */
    @FunctionalInterface
    interface Values {

        void writeTo(FileChannel channel) throws IOException;
    }

    /**
     * What to write under one name.
     *
     * @param type of the values
     * @param shape empty for a scalar
     * @param values in as many bytes as type and shape take
     */
    record Entry(StoredType type, List<Long> shape, Values values) {

        Entry {
            shape = List.copyOf(shape);
        }

        /** The rest of a buffer. */
        Entry(StoredType type, List<Long> shape, ByteBuffer bytes) {
            this(type, shape, all(bytes.slice()));
            if (bytes.remaining() != size()) {
                throw new IllegalArgumentException(bytes.remaining() + " bytes are no " + type + " of " + shape);
            }
        }

        static Entry of(StoredType type, ByteBuffer bytes, long... shape) {
            return new Entry(type, Arrays.stream(shape).boxed().toList(), bytes);
        }

        private static Values all(ByteBuffer bytes) {
            return channel -> SafeTensorsWriter.write(channel, bytes.duplicate());
        }

        /** In bytes. */
        long size() {
            return Math.multiplyExact(shape.stream().reduce(1L, Math::multiplyExact), type.bytes());
        }
    }

    static void write(FileChannel channel, ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }

    /** Writes a file, replacing an older one of that name. */
    static void write(Path target, Map<String, String> metadata, Map<String, Entry> tensors) {
        List<Map.Entry<String, Entry>> ordered = new ArrayList<>(tensors.entrySet());
        // The widest types first, as the reference implementation does: every tensor is aligned to its type.
        ordered.sort(Comparator.<Map.Entry<String, Entry>>comparingInt(
                        entry -> -entry.getValue().type().bytes())
                .thenComparing(Map.Entry::getKey));
        ByteBuffer header = header(metadata, ordered);
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        FreeSpace.require(
                target.toAbsolutePath().getParent(),
                header.remaining()
                        + ordered.stream()
                                .mapToLong(entry -> entry.getValue().size())
                                .sum());
        try {
            writeAll(temporary, header, ordered);
            DurableFiles.move(temporary, target);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot write " + target, e);
        }
    }

    private static ByteBuffer header(Map<String, String> metadata, List<Map.Entry<String, Entry>> ordered) {
        ObjectNode root = JSON.createObjectNode();
        if (!metadata.isEmpty()) {
            ObjectNode object = root.putObject("__metadata__");
            new TreeMap<>(metadata).forEach(object::put);
        }
        long offset = 0;
        for (Map.Entry<String, Entry> entry : ordered) {
            Entry tensor = entry.getValue();
            long end = offset + tensor.size();
            ObjectNode object = root.putObject(entry.getKey());
            object.put("dtype", tensor.type().name());
            ArrayNode shape = object.putArray("shape");
            tensor.shape().forEach(shape::add);
            object.putArray("data_offsets").add(offset).add(end);
            offset = end;
        }
        byte[] json = JSON.writeValueAsBytes(root);
        int padded = (json.length + 7) / 8 * 8;
        ByteBuffer header = ByteBuffer.allocate(Long.BYTES + padded).order(ByteOrder.LITTLE_ENDIAN);
        header.putLong(padded).put(json);
        while (header.hasRemaining()) {
            header.put((byte) ' ');
        }
        return header.flip();
    }

    private static void writeAll(Path file, ByteBuffer header, List<Map.Entry<String, Entry>> ordered)
            throws IOException {
        try (FileChannel channel = FileChannel.open(
                file, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            write(channel, header);
            for (Map.Entry<String, Entry> entry : ordered) {
                long end = channel.position() + entry.getValue().size();
                entry.getValue().values().writeTo(channel);
                if (channel.position() != end) {
                    throw new IllegalStateException(entry.getKey() + " wrote another size than it told");
                }
            }
            channel.force(true);
        }
    }
}
