package io.latentry.storage;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The right to be the one server of a store; the operating system takes it back when the process ends. */
final class StoreLock implements AutoCloseable {

    private final FileChannel channel;

    private StoreLock(FileChannel channel) {
        this.channel = channel;
    }

    /**
     * Takes the right, having made sure that the store can be written.
     *
     * @throws StoreRefusedException if another server has it, or this process may not write the store
     */
    static StoreLock acquire(Home home) {
        Path root = home.root();
        try {
            Files.createDirectories(root);
            for (Path path : written(home)) {
                requireWritable(path);
            }
            return lock(root, root.resolve("lock"));
        } catch (IOException e) {
            throw Refusals.unusable(root, String.valueOf(e));
        }
    }

    private static List<Path> written(Home home) {
        return List.of(
                home.root(),
                home.root().resolve("lock"),
                home.database(),
                home.database().resolve("latentry.mv.db"),
                home.datasets(),
                home.jobs(),
                home.blobs(),
                home.models(),
                home.evaluations(),
                home.temporary());
    }

    private static void requireWritable(Path path) throws IOException {
        if (Files.exists(path) && !Files.isWritable(path)) {
            throw Files.getFileStore(path).isReadOnly()
                    ? Refusals.unusable(path, "its file system is read-only")
                    : Refusals.notWritable(path, Files.getOwner(path).getName());
        }
    }

    private static StoreLock lock(Path root, Path file) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (tryLock(channel) != null) {
                return new StoreLock(channel);
            }
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        channel.close();
        throw Refusals.inUse(root);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException e) { // by a server in this process
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
