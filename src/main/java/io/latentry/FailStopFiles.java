package io.latentry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import org.h2.store.fs.FileBase;
import org.h2.store.fs.FilePath;
import org.h2.store.fs.FilePathWrapper;

/**
 * A file system of H2's, as {@code jdbc:h2:failstop:…}, whose open files take no more changes after the first that failed. H2 writes
 * in the background: once a chunk could not be written, the next may be, over one that is needed as long as the first is missing. So
 * the last commits, or all, could be lost to a disk that is full.
 */
public final class FailStopFiles extends FilePathWrapper {

    static final String SCHEME = "failstop";

    /** H2 makes one for each path. */
    public FailStopFiles() {}

    /** Makes it known to H2. */
    static void register() {
        FilePath.register(new FailStopFiles());
    }

    @Override
    public String getScheme() {
        return SCHEME;
    }

    @Override
    public FileChannel open(String mode) throws IOException {
        return new FailStop(getBase().open(mode));
    }

    /** Reads need no lock: they say where. */
    @SuppressWarnings("UnsynchronizedOverridesSynchronized")
    private static final class FailStop extends FileBase {

        private final FileChannel file;
        private boolean hasFailed;

        private FailStop(FileChannel file) {
            this.file = file;
        }

        /** A change of a file. */
        @FunctionalInterface
        private interface Change<T> {
            T make() throws IOException;
        }

        private synchronized <T> T change(Change<T> change) throws IOException {
            if (hasFailed) {
                throw new IOException("The file takes no more changes since one failed");
            }
            boolean isDone = false;
            try {
                T result = change.make();
                isDone = true;
                return result;
            } finally {
                hasFailed = !isDone;
            }
        }

        @Override
        public int write(ByteBuffer source) throws IOException {
            return change(() -> file.write(source));
        }

        @Override
        public int write(ByteBuffer source, long position) throws IOException {
            return change(() -> file.write(source, position));
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            change(() -> file.truncate(size));
            return this;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            change(() -> {
                file.force(metaData);
                return metaData;
            });
        }

        @Override
        public int read(ByteBuffer target) throws IOException {
            return file.read(target);
        }

        @Override
        public int read(ByteBuffer target, long position) throws IOException {
            return file.read(target, position);
        }

        @Override
        public long position() throws IOException {
            return file.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            file.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return file.size();
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
}
