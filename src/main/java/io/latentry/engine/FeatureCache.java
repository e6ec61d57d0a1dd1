package io.latentry.engine;

import io.latentry.model.Transfer;
import io.latentry.storage.DurableFiles;
import io.latentry.storage.FreeSpace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/**
 * The folder of cached features: one file per key, and beside it a {@code .partial} file while it is written, which whoever
 * wants the same goes on with after a kill. What is found is compared with its checksum, and made anew if it is damaged.
 */
final class FeatureCache {

    private static final String COMPLETE = ".features";
    private static final String PARTIAL = ".partial";
    private static final long SECONDS_OF_A_DAY = 86_400;

    private final Transfer.FeatureCache settings;
    private final int width;
    private final long bytes;
    private final FeatureLocks locks;

    /**
     * A view of one entry.
     *
     * @param width of a row of features
     * @param bytes of all
     * @param stopRequested ends the wait for another process that computes the same
     */
    FeatureCache(Transfer.FeatureCache settings, int width, long bytes, BooleanSupplier stopRequested) {
        this.settings = settings;
        this.width = width;
        this.bytes = bytes;
        this.locks = new FeatureLocks(settings.folder(), stopRequested);
    }

    /**
     * Opens the entry, and writes it first unless it is there or another process is writing it. It is mapped, so that it does
     * not matter any more what becomes of the file.
     *
     * @param folderIfTooLarge where the features go if they may not be kept
     * @param append writes what is missing
     */
    FeatureFile open(Path folderIfTooLarge, Appender append) throws IOException {
        if (bytes > settings.maximumBytes()) {
            Path own = folderIfTooLarge.resolve("features");
            complete(own, append);
            return FeatureFile.open(own, width, bytes);
        }
        Files.createDirectories(settings.folder());
        try (FeatureLocks.Held writing = locks.ofKey(settings.key())) {
            Optional<FeatureFile> found = find();
            return found.isPresent() ? found.get() : write(append);
        }
    }

    /** The entry, if it is complete; it counts as used now. */
    private Optional<FeatureFile> find() throws IOException {
        try (FeatureLocks.Held folder = locks.ofFolder()) {
            Path file = path(COMPLETE);
            if (Files.notExists(file)) {
                return Optional.empty();
            }
            if (!FeatureChecksum.isRight(file, bytes)) {
                Files.delete(file);
                return Optional.empty();
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(FeatureFile.open(file, width, bytes));
        }
    }

    private FeatureFile write(Appender append) throws IOException {
        try (FeatureLocks.Held folder = locks.ofFolder()) {
            makeRoom();
        }
        complete(path(PARTIAL), append);
        try (FeatureLocks.Held folder = locks.ofFolder()) {
            makeRoom();
            DurableFiles.move(path(PARTIAL), path(COMPLETE));
            return FeatureFile.open(path(COMPLETE), width, bytes);
        }
    }

    private void complete(Path file, Appender append) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            FreeSpace.require(file.toAbsolutePath().getParent(), bytes - Math.min(channel.size(), bytes));
            append.append(channel, Math.min(channel.size(), bytes));
            channel.truncate(bytes);
        }
        FeatureChecksum.append(file);
    }

    /** Writes features. */
    @FunctionalInterface
    interface Appender {

        /**
         * Writes what is missing.
         *
         * @param position bytes that are there, of which the last row may be incomplete
         */
        void append(FileChannel channel, long position) throws IOException;
    }

    /** Deletes the entries that were used longest ago, until this one fits beside the others and what is being written. */
    private void makeRoom() throws IOException {
        List<Path> others;
        try (Stream<Path> all = Files.list(settings.folder())) {
            others = all.filter(file -> isFeatures(file) && !file.equals(path(PARTIAL)))
                    .sorted(Comparator.comparing(FeatureCache::lastUsed))
                    .toList();
        }
        long total = bytes;
        for (Path file : others) {
            total += Files.size(file);
        }
        for (Path file : others) {
            if ((total > settings.maximumBytes() || !FreeSpace.has(settings.folder(), bytes)) && isSpare(file)) {
                total -= Files.size(file);
                Files.delete(file);
            }
        }
    }

    private static boolean isFeatures(Path file) {
        return file.toString().endsWith(COMPLETE) || file.toString().endsWith(PARTIAL);
    }

    /** Complete, or written by nobody for a day. */
    private static boolean isSpare(Path file) {
        return file.toString().endsWith(COMPLETE)
                || lastUsed(file).toInstant().isBefore(Instant.now().minusSeconds(SECONDS_OF_A_DAY));
    }

    private static FileTime lastUsed(Path file) {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path path(String suffix) {
        return settings.folder().resolve(settings.key() + suffix);
    }
}
