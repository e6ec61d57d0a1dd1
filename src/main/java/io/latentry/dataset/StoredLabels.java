package io.latentry.dataset;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.file.Path;
import java.util.function.Consumer;

/** The labels of a split, mapped into memory; none of items without labels. */
final class StoredLabels {

    static final StoredLabels NONE = new StoredLabels(IntBuffer.allocate(0), new FileGate(Path.of(""), file -> {}));

    private final IntBuffer values;
    private final FileGate gate;

    private StoredLabels(IntBuffer values, FileGate gate) {
        this.values = values;
        this.gate = gate;
    }

    /**
     * Maps a file.
     *
     * @param count of labels
     * @param check of the file before its first label is read
     */
    static StoredLabels open(Path file, int count, Consumer<Path> check) throws IOException {
        IntBuffer values = MappedItems.map(file, (long) count * Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .asIntBuffer();
        return new StoredLabels(values, new FileGate(file, check));
    }

    boolean isEmpty() {
        return values.limit() == 0;
    }

    int get(int index) {
        gate.pass();
        return values.get(index);
    }

    int[] all() {
        int[] all = new int[values.limit()];
        if (all.length > 0) {
            gate.pass();
            values.get(0, all);
        }
        return all;
    }
}
