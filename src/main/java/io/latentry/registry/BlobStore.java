package io.latentry.registry;

import io.latentry.storage.DurableFiles;
import io.latentry.storage.Hashing;
import io.latentry.storage.Home;
import io.latentry.storage.OrphanSweep;
import io.latentry.storage.StorageMonitor;
import io.latentry.storage.StoreStart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;

/**
 * Weights as files named by their SHA-256. One stays as long as a version's row or a {@link PinnedBlob} refers to it, and
 * is deleted when the last of these goes.
 */
@Component
class BlobStore {

    private static final String ROOM = "blobs";
    private static final Pattern HASH = Pattern.compile("[0-9a-f]{64}");

    private final Home home;
    private final BlobReferences references;
    private final OrphanSweep sweep;
    private final StorageMonitor storage;
    private final Map<String, Integer> pins = new HashMap<>();
    private long pinnings;

    BlobStore(Home home, BlobReferences references, StoreStart start, StorageMonitor storage) {
        this.home = home;
        this.references = references;
        this.sweep = new OrphanSweep(start);
        this.storage = storage;
    }

    /** Copies a file into the store, where it is on disk before this returns. */
    PinnedBlob store(Path source) {
        try {
            Path temporary = Files.createTempFile(Files.createDirectories(home.temporary()), "blob-", ".safetensors");
            try {
                String hash = Hashing.copy(source, temporary);
                DurableFiles.force(temporary);
                return adopt(hash, temporary);
            } finally {
                storage.discard(temporary);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file that is there but not pinned is replaced: its bytes may have decayed. */
    private synchronized PinnedBlob adopt(String hash, Path file) throws IOException {
        Path target = path(hash);
        if (!pins.containsKey(hash) || Files.notExists(target)) {
            Files.createDirectories(home.blobs());
            DurableFiles.move(file, target);
        }
        return addPin(hash);
    }

    /** Keeps a blob from being deleted; empty if it is not there. */
    synchronized Optional<PinnedBlob> pin(String hash) {
        return Files.exists(path(hash)) ? Optional.of(addPin(hash)) : Optional.empty();
    }

    private PinnedBlob addPin(String hash) {
        pins.merge(hash, 1, Integer::sum);
        pinnings++;
        return new PinnedBlob(hash, path(hash), () -> unpin(hash));
    }

    private void unpin(String hash) {
        synchronized (this) {
            pins.computeIfPresent(hash, (key, count) -> count == 1 ? null : count - 1);
            // What it was pinned for may be recorded by now: others that are deciding ask again.
            pinnings++;
        }
        deleteIfUnused(hash);
    }

    /** Whether a version refers to a blob. */
    boolean isReferenced(String hash) {
        return references.count(hash) > 0;
    }

    /**
     * Deletes a blob, unless it is pinned or a version refers to it. The database is queried without the lock, since threads that
     * hold its connections wait for the lock; if anything was pinned meanwhile, it is queried again. If the database is closed,
     * the deletion is retried later.
     */
    void deleteIfUnused(String hash) {
        try {
            removeIfUnused(hash, storage::discard);
        } catch (DataAccessException e) {
            storage.cleanUpLater(() -> deleteIfUnused(hash));
        }
    }

    private void removeIfUnused(String hash, Consumer<Path> removal) {
        boolean decided = false;
        while (!decided) {
            long seen = pinnings();
            decided = references.count(hash) > 0 || removeUnlessPinned(hash, seen, removal);
        }
    }

    private synchronized long pinnings() {
        return pinnings;
    }

    /** Whether it is known what becomes of the blob, which is removed if nothing was pinned since. */
    private synchronized boolean removeUnlessPinned(String hash, long seen, Consumer<Path> removal) {
        if (pins.containsKey(hash)) {
            return true;
        }
        if (pinnings != seen) {
            return false;
        }
        removal.accept(path(hash));
        return true;
    }

    /** What blobs take on disk, in bytes. */
    long bytes(List<String> hashes) {
        return hashes.stream().mapToLong(hash -> path(hash).toFile().length()).sum();
    }

    /** Moves every blob that nothing refers to, as a kill can leave them, to the trash. */
    void sweep() {
        List<Path> blobs = hashes().stream().map(this::path).toList();
        for (Path orphan : sweep.orphans(
                ROOM, blobs, blob -> isReferenced(blob.getFileName().toString()))) {
            removeIfUnused(orphan.getFileName().toString(), blob -> sweep.discard(ROOM, blob));
        }
    }

    /** All blobs that are there. */
    List<String> hashes() {
        return OrphanSweep.entries(home.blobs()).stream()
                .map(file -> file.getFileName().toString())
                .filter(HASH.asMatchPredicate())
                .toList();
    }

    /** Where a blob is, or would be. */
    Path path(String hash) {
        return home.blobs().resolve(hash);
    }
}
