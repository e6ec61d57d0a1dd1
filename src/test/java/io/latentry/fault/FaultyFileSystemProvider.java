package io.latentry.fault;

import static io.latentry.fault.FaultyPath.below;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.spi.FileSystemProvider;
import java.util.Map;
import java.util.Set;

/**
 * The default file system, whose part below a home folder is a {@link Disk} that fails on command. Given to a JVM by
 * {@code -Djava.nio.file.spi.DefaultFileSystemProvider}, it sees all that {@code java.nio.file} does there, the database
 * included; {@code java.io} goes past it. A JVM needs it early, so that it does without lambdas.
 */
public final class FaultyFileSystemProvider extends FileSystemProvider {

    static final String HOME = "latentry.fault.home";
    static final String ROLE = "latentry.fault.role";
    static final String CONTROL = "latentry.fault.control";
    static final String TRACE = "latentry.fault.trace";

    private final FileSystemProvider provider;
    private final FaultyFileSystem system;
    private final Disk disk;

    /** Called by the JVM with its own provider. */
    public FaultyFileSystemProvider(FileSystemProvider provider) {
        this.provider = provider;
        FileSystem real = provider.getFileSystem(URI.create("file:///"));
        system = new FaultyFileSystem(this, real);
        try {
            disk = new Disk(
                    real.getPath(System.getProperty(HOME)),
                    System.getProperty(ROLE),
                    real.getPath(System.getProperty(CONTROL)),
                    real.getPath(System.getProperty(TRACE)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String getScheme() {
        return provider.getScheme();
    }

    @Override
    public FileSystem newFileSystem(URI uri, Map<String, ?> environment) throws IOException {
        return provider.newFileSystem(uri, environment);
    }

    @Override
    public FileSystem getFileSystem(URI uri) {
        return system;
    }

    @Override
    public Path getPath(URI uri) {
        // Of some forms it makes a File first, whose path is one of ours.
        return new FaultyPath(system, below(provider.getPath(uri)));
    }

    @Override
    public SeekableByteChannel newByteChannel(
            Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
        Path file = below(path);
        return disk.holds(file)
                ? newFileChannel(path, options, attributes)
                : provider.newByteChannel(file, options, attributes);
    }

    @Override
    public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
            throws IOException {
        Path file = below(path);
        if (!disk.holds(file)) {
            return provider.newFileChannel(file, options, attributes);
        }
        boolean appends = options.contains(StandardOpenOption.APPEND);
        if (appends || options.contains(StandardOpenOption.WRITE)) {
            beforeWriting(file, options);
        }
        return new FaultyFileChannel(provider.newFileChannel(file, options, attributes), disk, file, appends);
    }

    private void beforeWriting(Path file, Set<? extends OpenOption> options) throws IOException {
        boolean there = Files.exists(file);
        if (!there) {
            disk.create(file);
        }
        disk.open(file);
        if (there && options.contains(StandardOpenOption.TRUNCATE_EXISTING)) {
            disk.gaveBack(Files.size(file));
        }
    }

    @Override
    public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
            throws IOException {
        return new FaultyDirectoryStream(system, provider, below(folder), filter);
    }

    @Override
    public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
        if (disk.holds(below(folder)) && Files.notExists(below(folder))) {
            disk.create(below(folder));
        }
        provider.createDirectory(below(folder), attributes);
    }

    @Override
    public void delete(Path path) throws IOException {
        Path file = below(path);
        long size = 0;
        if (disk.holds(file) && Files.exists(file)) {
            disk.delete(file);
            size = Files.isDirectory(file) ? 0 : Files.size(file);
        }
        provider.delete(file);
        disk.gaveBack(size);
    }

    @Override
    public void copy(Path source, Path target, CopyOption... options) throws IOException {
        if (disk.holds(below(target))) {
            throw new UnsupportedOperationException("Faults cannot be injected into " + target + ", which is copied");
        }
        provider.copy(below(source), below(target), options);
    }

    @Override
    public void move(Path source, Path target, CopyOption... options) throws IOException {
        long replaced = 0;
        if (disk.holds(below(target))) {
            disk.rename(below(target));
            replaced = Files.isRegularFile(below(target)) ? Files.size(below(target)) : 0;
        }
        provider.move(below(source), below(target), options);
        disk.gaveBack(replaced);
    }

    @Override
    public boolean isSameFile(Path path, Path other) throws IOException {
        return provider.isSameFile(below(path), below(other));
    }

    @Override
    public boolean isHidden(Path path) throws IOException {
        return provider.isHidden(below(path));
    }

    @Override
    public FileStore getFileStore(Path path) throws IOException {
        FileStore store = provider.getFileStore(below(path));
        return disk.holds(below(path)) ? new FaultyFileStore(store, disk) : store;
    }

    @Override
    public void checkAccess(Path path, AccessMode... modes) throws IOException {
        provider.checkAccess(below(path), modes);
    }

    @Override
    public <V extends FileAttributeView> V getFileAttributeView(Path path, Class<V> type, LinkOption... options) {
        return provider.getFileAttributeView(below(path), type, options);
    }

    @Override
    public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
            throws IOException {
        return provider.readAttributes(below(path), type, options);
    }

    @Override
    public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options) throws IOException {
        return provider.readAttributes(below(path), attributes, options);
    }

    @Override
    public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
        provider.setAttribute(below(path), attribute, value, options);
    }

    @Override
    public Path readSymbolicLink(Path link) throws IOException {
        return new FaultyPath(system, provider.readSymbolicLink(below(link)));
    }
}
