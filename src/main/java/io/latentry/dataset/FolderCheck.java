package io.latentry.dataset;

import io.latentry.core.error.CorruptDataException;
import io.latentry.storage.FileSource;
import io.latentry.storage.FileSums;
import io.latentry.storage.Hashing;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the files of a dataset's folder with what was stored: each with its SHA-256 or, where there is none or it differs,
 * all of them with the hash of the contents, from which the others can be made again. Needs no Spring: the worker uses it too.
 */
final class FolderCheck {

    private static final Logger LOG = LoggerFactory.getLogger(FolderCheck.class);
    private static final String DAMAGED = "dataset-damaged";
    private static final String SUMS = "SHA256SUMS";
    private static final Object ONE_AT_A_TIME = new Object();

    private final Path folder;
    private final DatasetManifest manifest;
    private final DatasetFiles files;
    private final boolean recording;
    private final Set<Path> sound = ConcurrentHashMap.newKeySet();
    private volatile @Nullable String damage;

    private FolderCheck(Path folder, DatasetManifest manifest, DatasetFiles files, boolean recording) {
        this.folder = folder;
        this.manifest = manifest;
        this.files = files;
        this.recording = recording;
    }

    /**
     * A check of the files as they are now, of which nothing is known yet.
     *
     * @param recording whether to write checksums that are missing or wrong; for one process only
     * @throws CorruptDataException if a file is missing or the manifest cannot be read
     */
    static FolderCheck of(Path folder, boolean recording) {
        DatasetManifest manifest = DatasetManifest.read(folder);
        try {
            return new FolderCheck(folder, manifest, DatasetFiles.of(folder, manifest), recording);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The file with the SHA-256 of all others but the manifest. */
    static Path sums(Path folder) {
        return folder.resolve(SUMS);
    }

    Path folder() {
        return folder;
    }

    DatasetManifest manifest() {
        return manifest;
    }

    /** Whether no file has been written or replaced since. */
    boolean isCurrent() {
        return files.areUnchanged();
    }

    /** The bytes that a check reads at most. */
    long bytes() {
        return files.bytes();
    }

    /**
     * Reads a file, the first time that it is asked for.
     *
     * @throws CorruptDataException with code {@code dataset-damaged} if the dataset is damaged
     */
    void require(Path file) {
        if (damage == null && !sound.contains(file)) {
            look(file);
        }
        requireSound();
    }

    /** Refuses a dataset that is known to be damaged. */
    void requireSound() {
        String known = damage;
        if (known != null) {
            throw damaged(folder, known);
        }
    }

    /** The refusal of a dataset. */
    static CorruptDataException damaged(Path folder, String what) {
        return new CorruptDataException(
                DAMAGED,
                "The dataset is damaged: " + what + "; restore the folder " + folder.getFileName()
                        + " from a backup, or delete the dataset and upload it again");
    }

    private synchronized void look(Path file) {
        try {
            if (damage == null && !sound.contains(file)) {
                FileSums sums = FileSums.read(sums(folder));
                if (isRight(file, sums, FileSource.DIRECT)) {
                    sound.add(file);
                } else {
                    compareContents(sums, FileSource.DIRECT);
                }
            }
        } catch (IOException e) {
            unreadable(e);
        }
    }

    private static boolean isRight(Path file, FileSums sums, FileSource source) throws IOException {
        Optional<String> sum = sums.of(file);
        return sum.isPresent() && sum.get().equals(Hashing.hash(file, source));
    }

    private void compareContents(FileSums sums, FileSource source) throws IOException {
        ContentSums found = ContentSums.of(folder, manifest.facts(), manifest.itemsPerPiece(), source);
        if (found.hash().equals(manifest.hash())) {
            sound.addAll(files.data());
            damage = null;
            record(found.files());
        } else {
            damage = describe(sums, found.files());
        }
    }

    /** Only spares a later start the reading of all files. */
    private void record(FileSums found) {
        if (recording) {
            synchronized (ONE_AT_A_TIME) {
                try {
                    found.write(sums(folder));
                } catch (IOException | RuntimeException e) {
                    LOG.warn("The checksums of {} cannot be recorded: {}", folder, e.toString());
                }
            }
        }
    }

    private static String describe(FileSums stored, FileSums found) {
        String differing = found.byName().entrySet().stream()
                .filter(entry -> stored.byName().containsKey(entry.getKey()))
                .filter(entry -> !entry.getValue().equals(stored.byName().get(entry.getKey())))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return differing.isEmpty() ? "its files are not what was stored" : differing + " is not what was stored";
    }

    /** Reads all files, whatever is known of them, and records their checksums where they are missing or wrong. */
    void readAll(FileSource source) throws IOException {
        try {
            FileSums sums = FileSums.read(sums(folder));
            for (Path file : files.data()) {
                if (!isRight(file, sums, source)) {
                    compareContents(sums, source);
                    return;
                }
            }
            sound.addAll(files.data());
            damage = null;
        } catch (InterruptedIOException e) {
            throw e;
        } catch (IOException e) {
            unreadable(e);
        }
    }

    /** What the disk does not give back is damaged; that this process has no file handle left says nothing about it. */
    private void unreadable(IOException reason) {
        String message = String.valueOf(reason.getMessage());
        if (message.contains("Too many open files")) {
            throw new UncheckedIOException(reason);
        }
        damage = reason instanceof NoSuchFileException ? "a file is missing" : "a file cannot be read: " + message;
    }
}
