package io.latentry.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.util.FileSystemUtils;

/**
 * What was taken out of the store without anybody having asked for that: a folder for each start that did, with the
 * store's own folders in it, so that moving things back is all that undoing takes.
 *
 * @param folder of one start; created when something is put there
 */
public record Trash(Path folder) {

    private static final DateTimeFormatter STAMP =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    static Trash of(Home home, String prefix, Instant start) {
        return new Trash(home.trash().resolve(prefix + STAMP.format(start)));
    }

    /**
     * Moves a file or folder here, in one step.
     *
     * @param room the folder of the store that it is in
     */
    public void put(String room, Path path) throws IOException {
        Path target = Files.createDirectories(folder.resolve(room))
                .resolve(path.getFileName().toString());
        for (int copy = 1; Files.exists(target); copy++) {
            target = target.resolveSibling(path.getFileName() + "-" + copy);
        }
        DurableFiles.move(path, target);
        DurableFiles.force(path.toAbsolutePath().getParent());
    }

    /** Deletes what starts put here longer ago than {@code keep}; what an adoption put aside stays. */
    public static void purge(Home home, Duration keep, Instant now) throws IOException {
        if (Files.notExists(home.trash())) {
            return;
        }
        List<Path> folders;
        try (Stream<Path> children = Files.list(home.trash())) {
            folders = children.toList();
        }
        for (Path each : folders) {
            if (isBefore(each.getFileName().toString(), now.minus(keep))) {
                FileSystemUtils.deleteRecursively(each);
            }
        }
    }

    private static boolean isBefore(String stamp, Instant time) {
        try {
            return Instant.from(STAMP.parse(stamp)).isBefore(time);
        } catch (DateTimeParseException e) { // not of a start
            return false;
        }
    }
}
