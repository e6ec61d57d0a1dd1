package io.latentry.dataset;

import io.latentry.model.DatasetFacts;
import io.latentry.storage.FileSource;
import io.latentry.storage.FileSums;
import io.latentry.storage.Hashing;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/**
 * What one reading of all files of a dataset gives.
 *
 * @param hash {@link ContentHash}
 * @param files the SHA-256 of each file alone
 */
record ContentSums(String hash, FileSums files) {

    private static final int BUFFER = 1 << 18;

    /**
     * Reads all files of a folder.
     *
     * @param facts of the dataset
     * @param itemsPerPiece in each file of a split but its last
     */
    static ContentSums of(Path folder, DatasetFacts facts, int itemsPerPiece, FileSource source) throws IOException {
        ContentHash hash = ContentHash.of(facts);
        Map<String, String> sums = new TreeMap<>();
        for (Split split : Split.values()) {
            int count = split == Split.TRAIN ? facts.trainCount() : facts.testCount();
            SplitFiles files = SplitFiles.of(folder, split);
            hash.add(count);
            for (Path piece : files.pieces(count, itemsPerPiece)) {
                sums.put(name(piece), read(piece, hash, source));
            }
            hash.add(facts.classes().isEmpty() ? 0 : count);
            sums.put(name(files.labels()), read(files.labels(), hash, source));
        }
        return new ContentSums(hash.finish(), FileSums.of(sums));
    }

    private static String name(Path file) {
        return file.getFileName().toString();
    }

    private static String read(Path file, ContentHash hash, FileSource source) throws IOException {
        MessageDigest own = Hashing.sha256();
        byte[] buffer = new byte[BUFFER];
        try (InputStream input = source.open(file)) {
            for (int count = input.read(buffer); count >= 0; count = input.read(buffer)) {
                hash.add(buffer, count);
                own.update(buffer, 0, count);
            }
        }
        return HexFormat.of().formatHex(own.digest());
    }
}
