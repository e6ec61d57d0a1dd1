package io.latentry.dataset;

import io.latentry.model.DatasetFacts;
import io.latentry.model.Items;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;

/** SHA-256 over all that makes a dataset: shape, type, classes, and each split's items and labels. */
final class ContentHash {

    private static final int CHUNK = 1 << 20;

    private final MessageDigest digest;

    private ContentHash() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException exception) {
            throw new IllegalStateException(exception); // every Java platform has it
        }
    }

    static ContentHash of(DatasetFacts facts) {
        ContentHash hash = new ContentHash();
        hash.add(facts.shape().dimensions());
        hash.add(facts.elementType().name());
        hash.add(facts.classes().size());
        facts.classes().forEach(hash::add);
        return hash;
    }

    /** Adds a split, the training split first. */
    void add(Items items, int[] labels) {
        add(items.count());
        int size = items.shape().size() * items.elementType().bytes();
        int batch = Math.max(1, CHUNK / size);
        ByteBuffer buffer = ByteBuffer.allocate(batch * size);
        int[] indices = new int[items.count()];
        Arrays.setAll(indices, i -> i);
        for (int from = 0; from < indices.length; from += batch) {
            items.gather(indices, from, Math.min(indices.length, from + batch), buffer.clear());
            digest.update(buffer.flip());
        }
        add(labels.length);
        for (int label : labels) {
            add(label);
        }
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

    private void add(int value) {
        digest.update(ByteBuffer.allocate(Integer.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(0, value)
                .array());
    }

    /** The hash, hexadecimal. */
    String finish() {
        return HexFormat.of().formatHex(digest.digest());
    }
}
