package io.latentry.storage;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Knows the home folder and the database's file by the file system's keys of them, as long as a server runs. A volume
 * that was unmounted and mounted again may have other keys: then it is known by the server's marker in it.
 */
final class HomeIdentity {

    private static final String MARKER = "presence";

    private final Path root;
    private final Path database;
    private final Path marker;
    private final String mark = UUID.randomUUID().toString();
    private @Nullable Object rootKey;
    private @Nullable Object databaseKey;

    HomeIdentity(Path root, Path database) {
        this.root = root;
        this.database = database;
        this.marker = root.resolve(MARKER);
        try {
            Files.writeString(marker, mark);
        } catch (IOException e) {
            // A full or read-only volume: it is known by its keys alone.
        }
        remember();
    }

    private void remember() {
        rootKey = key(root);
        databaseKey = key(database);
    }

    /** A small file that is there and may be overwritten. */
    Path marker() {
        return marker;
    }

    /** Why this is not the folder that was opened; empty if it is. */
    synchronized Optional<String> loss() {
        Object root = key(this.root);
        Object database = key(this.database);
        if (databaseKey == null && Objects.equals(root, rootKey)) {
            databaseKey = database;
        }
        if (root != null && root.equals(rootKey) && Objects.equals(database, databaseKey)) {
            return Optional.empty();
        }
        boolean isMountedAnew = root != null && !root.equals(rootKey);
        if (isMountedAnew && database != null && isMarked()) {
            remember();
            return Optional.empty();
        }
        return Optional.of(describe(root, database));
    }

    private String describe(@Nullable Object root, @Nullable Object database) {
        if (root == null) {
            return "there is no folder " + this.root;
        }
        if (!root.equals(rootKey)) {
            return "another folder has taken the place of " + this.root;
        }
        return database == null
                ? "there is no database file " + this.database
                : "another file has taken the place of " + this.database;
    }

    private boolean isMarked() {
        try {
            return Files.exists(marker) && Files.readString(marker).equals(mark);
        } catch (IOException e) {
            return false;
        }
    }

    /** Null if there is no such file; where files have no keys, all have the same. */
    private static @Nullable Object key(Path path) {
        try {
            Object key = Files.readAttributes(path, BasicFileAttributes.class).fileKey();
            return key == null ? path : key;
        } catch (IOException e) {
            return null;
        }
    }
}
