package io.latentry.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;

/** An open file on a {@link Disk}. */
final class FaultyFileChannel extends FileChannel {

    private static final int BUFFER = 1 << 16;

    private final FileChannel file;
    private final Disk disk;
    private final Path path;
    private final boolean appends;

    FaultyFileChannel(FileChannel file, Disk disk, Path path, boolean appends) {
        this.file = file;
        this.disk = disk;
        this.path = path;
        this.appends = appends;
    }

    @Override
    public int read(ByteBuffer target) throws IOException {
        return file.read(target);
    }

    @Override
    public long read(ByteBuffer[] targets, int offset, int length) throws IOException {
        return file.read(targets, offset, length);
    }

    @Override
    public int read(ByteBuffer target, long position) throws IOException {
        return file.read(target, position);
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        disk.write(path, file, appends ? file.size() : file.position(), source);
        return file.write(source);
    }

    @Override
    public long write(ByteBuffer[] sources, int offset, int length) throws IOException {
        long written = 0;
        for (int i = offset; i < offset + length; i++) {
            written += write(sources[i]);
        }
        return written;
    }

    @Override
    public int write(ByteBuffer source, long position) throws IOException {
        disk.write(path, file, position, source);
        return file.write(source, position);
    }

    @Override
    public long position() throws IOException {
        return file.position();
    }

    @Override
    public FileChannel position(long newPosition) throws IOException {
        file.position(newPosition);
        return this;
    }

    @Override
    public long size() throws IOException {
        return file.size();
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        disk.open(path);
        long before = file.size();
        file.truncate(size);
        disk.gaveBack(Math.max(0, before - size));
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        disk.force(path);
        file.force(metaData);
    }

    @Override
    public long transferTo(long position, long count, WritableByteChannel target) throws IOException {
        return file.transferTo(position, count, target);
    }

    @Override
    public long transferFrom(ReadableByteChannel source, long position, long count) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate((int) Math.min(BUFFER, count));
        long moved = 0;
        while (moved < count && source.read(buffer.clear().limit((int) Math.min(BUFFER, count - moved))) > 0) {
            buffer.flip();
            while (buffer.hasRemaining()) {
                moved += write(buffer, position + moved);
            }
        }
        return moved;
    }

    /** Writes through memory would escape the disk. */
    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) throws IOException {
        if (mode.equals(MapMode.READ_WRITE)) {
            throw new UnsupportedOperationException("Faults cannot be injected into " + path + ", which is mapped");
        }
        return file.map(mode, position, size);
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) throws IOException {
        return file.lock(position, size, shared);
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) throws IOException {
        return file.tryLock(position, size, shared);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        file.close();
    }
}
