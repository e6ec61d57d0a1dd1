package io.latentry.storage;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.ReadOnlyFileSystemException;
import java.util.Optional;

/** Looks at the home folder: whether it is still the one that was opened, has space, and can be written. */
public final class HomeProbe implements StorageProbe {

    /** Less than a file system needs to create a file. */
    private static final long NOTHING = 1 << 16;

    private final Home home;
    private final HomeIdentity identity;
    private final Ballast ballast;

    /**
     * A probe of a home folder that is there.
     *
     * @param database the database's file, which need not be there
     */
    public HomeProbe(Home home, Path database) {
        this.home = home;
        this.identity = new HomeIdentity(home.root(), database);
        this.ballast = new Ballast(home.root().resolve("ballast"));
    }

    @Override
    public StorageState look(boolean thoroughly) {
        long free = FreeSpace.usable(home.root());
        long reserve = FreeSpace.reserve(home.root());
        Optional<String> loss = identity.loss();
        if (loss.isPresent()) {
            return new StorageState(StorageCondition.LOST, loss.get(), free, reserve);
        }
        Optional<IOException> failure = WriteTest.failure(folder(), thoroughly);
        if (failure.isPresent() && !isFull(failure.get(), free)) {
            String reason = home.root() + " refuses a write (" + failure.get().getMessage() + ")";
            return new StorageState(StorageCondition.READ_ONLY, reason, free, reserve);
        }
        if (free < reserve) {
            String reason = "%s MB are free, and %s MB are kept for deletions (latentry.store.reserve)"
                    .formatted(FreeSpace.megabytes(free), FreeSpace.megabytes(reserve));
            return new StorageState(StorageCondition.FULL, reason, free, reserve);
        }
        if (failure.isPresent()) {
            String reason =
                    "no further file can be created, although %s MB are free: inodes or a quota are used up (%s)"
                            .formatted(FreeSpace.megabytes(free), failure.get().getMessage());
            return new StorageState(StorageCondition.FULL, reason, free, reserve);
        }
        ballast.fill();
        return StorageState.writable(free, reserve);
    }

    /** Messages depend on platform and language, so that what still works decides first. */
    private boolean isFull(IOException failure, long free) {
        if (failure instanceof AccessDeniedException || isReadOnly()) {
            return false;
        }
        return free < NOTHING || WriteTest.canOverwrite(identity.marker()) || StorageFaults.isOfSpace(failure);
    }

    private boolean isReadOnly() {
        try {
            return Files.getFileStore(home.root()).isReadOnly();
        } catch (IOException | ReadOnlyFileSystemException e) {
            return true;
        }
    }

    private Path folder() {
        return Files.isDirectory(home.temporary()) ? home.temporary() : home.root();
    }

    @Override
    public boolean hasRoom(long bytes) {
        return FreeSpace.has(home.root(), bytes);
    }

    @Override
    public Optional<String> loss() {
        return identity.loss();
    }

    @Override
    public void makeRoomToDelete() {
        ballast.releaseIfNeeded();
    }
}
