package io.latentry.fault;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Path;
import java.nio.file.spi.FileSystemProvider;
import java.util.Iterator;

/** A folder's entries as {@link FaultyPath}s. */
final class FaultyDirectoryStream implements DirectoryStream<Path> {

    private final FaultyFileSystem system;
    private final DirectoryStream<Path> entries;

    FaultyDirectoryStream(
            FaultyFileSystem system, FileSystemProvider provider, Path folder, Filter<? super Path> filter)
            throws IOException {
        this.system = system;
        entries = provider.newDirectoryStream(folder, new Filter<Path>() {
            @Override
            public boolean accept(Path entry) throws IOException {
                return filter.accept(new FaultyPath(system, entry));
            }
        });
    }

    @Override
    public Iterator<Path> iterator() {
        Iterator<Path> iterator = entries.iterator();
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return iterator.hasNext();
            }

            @Override
            public Path next() {
                return new FaultyPath(system, iterator.next());
            }
        };
    }

    @Override
    public void close() throws IOException {
        entries.close();
    }
}
