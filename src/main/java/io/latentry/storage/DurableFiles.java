package io.latentry.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes files so that after a crash at any moment each is there whole or not at all. */
public final class DurableFiles {

    private static final boolean FOLDERS_CAN_BE_FORCED =
            !System.getProperty("os.name").startsWith("Windows");

    private DurableFiles() {}

    /** Writes bytes to a file, replacing what it held, by way of a sibling file. */
    public static void write(Path target, byte[] bytes) throws IOException {
        Path temporary = target.resolveSibling(target.getFileName() + ".tmp");
        try {
            Files.write(temporary, bytes);
            force(temporary);
            move(temporary, target);
        } catch (IOException e) {
            deleteAfter(e, temporary);
            throw e;
        }
    }

    private static void deleteAfter(IOException failure, Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Renames a file or folder whose contents are forced already, replacing a file there, and forces the new entry. */
    public static void move(Path source, Path target) throws IOException {
        Files.move(source, target, StandardCopyOption.ATOMIC_MOVE);
        force(target.toAbsolutePath().getParent());
    }

    /** Brings a file's contents, or a folder's entries, to disk. */
    public static void force(Path path) throws IOException {
        boolean folder = Files.isDirectory(path);
        if (folder && !FOLDERS_CAN_BE_FORCED) {
            return;
        }
        StandardOpenOption access = folder ? StandardOpenOption.READ : StandardOpenOption.WRITE;
        try (FileChannel channel = FileChannel.open(path, access)) {
            channel.force(true);
        }
    }
}
