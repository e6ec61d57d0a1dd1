package io.latentry.dataset;

import io.latentry.model.DatasetFacts;
import io.latentry.storage.Hashing;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/**
 * SHA-256 over all that makes a dataset: shape, type, classes, and of each split, the training split first, the number of
 * items, the items, the number of labels and the labels.
 */
final class ContentHash {

    private final MessageDigest digest = Hashing.sha256();

    private ContentHash() {}

    static ContentHash of(DatasetFacts facts) {
        ContentHash hash = new ContentHash();
        hash.add(facts.shape().dimensions());
        hash.add(facts.elementType().name());
        hash.add(facts.classes().size());
        facts.classes().forEach(hash::add);
        return hash;
    }

    private void add(List<Integer> values) {
        add(values.size());
        values.forEach(this::add);
    }

    private void add(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        add(bytes.length);
        digest.update(bytes);
    }

    /** Adds a number. */
    void add(int value) {
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, value)
                .array());
    }

    /** Adds items or labels as they are stored. */
    void add(byte[] stored, int length) {
        digest.update(stored, 0, length);
    }

    /** The hash, hexadecimal. */
    String finish() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
