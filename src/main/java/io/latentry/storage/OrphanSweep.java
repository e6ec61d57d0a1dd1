package io.latentry.storage;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes what no row of the database knows out of the store, as a kill between a file and its row leaves it. Because the
 * database may be what is wrong, nothing is deleted but moved to the {@link Trash}; what is younger than the database's
 * last change waits for a later start; and where more looks orphaned than kills leave, nothing is moved at all.
 *
 * @param start that sweeps
 */
public record OrphanSweep(StoreStart start) {

    private static final Logger LOG = LoggerFactory.getLogger(OrphanSweep.class);

    /** So many are moved from a store of any size. */
    private static final int FEW = 3;

    /** Of more than so many entries one at most may be an orphan, if orphans are more than a few. */
    private static final int SHARE = 10;

    /** Moves the orphans among a folder's entries to the trash. */
    public void sweep(String room, List<Path> entries, Predicate<Path> isKnown) {
        orphans(room, entries, isKnown).forEach(path -> discard(room, path));
    }

    /**
     * Returns the orphans that may be moved.
     *
     * @param room the name of the store's folder
     * @param entries of it
     * @param isKnown whether a row refers to an entry
     */
    public List<Path> orphans(String room, List<Path> entries, Predicate<Path> isKnown) {
        if (start.adopting()) {
            return List.of();
        }
        List<Path> orphans = entries.stream().filter(isKnown.negate()).toList();
        if (orphans.size() > FEW && orphans.size() * SHARE > entries.size()) {
            LOG.warn(
                    "{} of {} entries of {} are unknown to the database; they stay where they are. If the database is the"
                            + " right one, move them away by hand",
                    orphans.size(),
                    entries.size(),
                    start.home().root().resolve(room));
            return List.of();
        }
        return orphans.stream().filter(this::isOld).toList();
    }

    private boolean isOld(Path path) {
        try {
            boolean old = !Files.getLastModifiedTime(path).toInstant().isAfter(start.knownUntil());
            if (!old) {
                LOG.info("{} is unknown to the database, but younger than its last change; it stays for now", path);
            }
            return old;
        } catch (NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Moves an orphan to the trash. */
    public void discard(String room, Path path) {
        try {
            start.trash().put(room, path);
            LOG.warn(
                    "Moved {}, which the database does not know, to {}",
                    path,
                    start.trash().folder());
        } catch (IOException e) { // the next start tries again
            LOG.warn("Could not move {}, which the database does not know, to the trash", path, e);
        }
    }

    /** The entries of a folder; none if it is missing. */
    public static List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> children = Files.list(folder)) {
            return children.toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
