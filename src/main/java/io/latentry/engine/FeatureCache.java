package io.latentry.engine;

import io.latentry.model.DurableFiles;
import io.latentry.model.Transfer;
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
import java.util.stream.Stream;

/**
 * The folder of cached features: one file per key, and beside it a {@code .partial} file while it is written, which whoever
 * wants the same goes on with after a kill.
 */
final class FeatureCache {

    private static final String COMPLETE = ".features";
    private static final String PARTIAL = ".partial";
    private static final String LOCK = ".lock";

    private final Transfer.FeatureCache settings;
    private final long bytes;

    /**
     * A view of one entry.
     *
     * @param bytes of its features
     */
    FeatureCache(Transfer.FeatureCache settings, long bytes) {
        this.settings = settings;
        this.bytes = bytes;
    }

    /** The entry's file, if it is complete; it counts as used now. */
    Optional<Path> find() throws IOException {
        Path file = path(COMPLETE);
        if (Files.notExists(file) || Files.size(file) != bytes) {
            return Optional.empty();
        }
        Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
        return Optional.of(file);
    }

    /** Whether the entry may be kept at all. */
    boolean fits() {
        return bytes <= settings.maximumBytes();
    }

    /**
     * Writes the entry, unless another process has just done so; waits while one does.
     *
     * @param folderIfTooLarge where the features go if they may not be kept
     * @param append writes what is missing
     */
    Path write(Path folderIfTooLarge, Appender append) throws IOException {
        if (!fits()) {
            Path own = folderIfTooLarge.resolve("features");
            return complete(own, append);
        }
        Files.createDirectories(settings.folder());
        try (FileChannel lock = open(path(LOCK));
                var held = lock.lock()) {
            Optional<Path> present = find();
            if (present.isPresent()) {
                return present.get();
            }
            makeRoom();
            complete(path(PARTIAL), append);
            DurableFiles.move(path(PARTIAL), path(COMPLETE));
            return path(COMPLETE);
        }
    }

    private Path complete(Path file, Appender append) throws IOException {
        try (FileChannel channel = open(file)) {
            append.append(channel, Math.min(channel.size(), bytes));
            channel.truncate(bytes);
            channel.force(true);
        }
        return file;
    }

    private static FileChannel open(Path file) throws IOException {
        return FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
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

    /** Deletes the entries that were used longest ago, until this one fits. */
    private void makeRoom() throws IOException {
        List<Path> files;
        try (Stream<Path> all = Files.list(settings.folder())) {
            files = all.filter(file -> file.toString().endsWith(COMPLETE) || isAbandoned(file))
                    .sorted(Comparator.comparing(FeatureCache::lastUsed))
                    .toList();
        }
        long total = bytes;
        for (Path file : files) {
            total += Files.size(file);
        }
        for (Path file : files) {
            if (total <= settings.maximumBytes()) {
                return;
            }
            total -= Files.size(file);
            Files.deleteIfExists(file);
        }
    }

    /** Written by nobody for a day. */
    private boolean isAbandoned(Path file) {
        return file.toString().endsWith(PARTIAL)
                && !file.equals(path(PARTIAL))
                && lastUsed(file).toInstant().isBefore(Instant.now().minusSeconds(86_400));
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
