package io.latentry.fault;

import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.FileStoreAttributeView;

/** The volume of a {@link Disk}, which has no more room than the disk says. */
final class FaultyFileStore extends FileStore {

    private final FileStore store;
    private final Disk disk;

    FaultyFileStore(FileStore store, Disk disk) {
        this.store = store;
        this.disk = disk;
    }

    @Override
    public String name() {
        return store.name();
    }

    @Override
    public String type() {
        return store.type();
    }

    @Override
    public boolean isReadOnly() {
        return disk.isReadOnly() || store.isReadOnly();
    }

    @Override
    public long getTotalSpace() throws IOException {
        return store.getTotalSpace();
    }

    @Override
    public long getUsableSpace() throws IOException {
        return disk.isFull() ? disk.room() : store.getUsableSpace();
    }

    @Override
    public long getUnallocatedSpace() throws IOException {
        return disk.isFull() ? disk.room() : store.getUnallocatedSpace();
    }

    @Override
    public boolean supportsFileAttributeView(Class<? extends FileAttributeView> type) {
        return store.supportsFileAttributeView(type);
    }

    @Override
    public boolean supportsFileAttributeView(String name) {
        return store.supportsFileAttributeView(name);
    }

    @Override
    public <V extends FileStoreAttributeView> V getFileStoreAttributeView(Class<V> type) {
        return store.getFileStoreAttributeView(type);
    }

    @Override
    public Object getAttribute(String attribute) throws IOException {
        return store.getAttribute(attribute);
    }
}
