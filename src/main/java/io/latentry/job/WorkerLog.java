package io.latentry.job;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** A worker's {@code worker.log}: what it prints, up to a limit. An earlier worker's log is kept as {@code .1}. */
final class WorkerLog implements Closeable {

    private static final int LIMIT = 1 << 20;

    private final OutputStream file;
    private int left = LIMIT;

    WorkerLog(Path folder) throws IOException {
        Path path = folder.resolve(WorkerFiles.LOG);
        if (Files.exists(path)) {
            Files.move(path, folder.resolve(WorkerFiles.LOG + ".1"), StandardCopyOption.REPLACE_EXISTING);
        }
        file = Files.newOutputStream(path, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
    }

    /** Copies a stream until it ends. */
    void copy(InputStream stream) {
        byte[] buffer = new byte[8192];
        try {
            for (int length = stream.read(buffer); length >= 0; length = stream.read(buffer)) {
                writeOrGiveUp(buffer, length);
            }
        } catch (IOException e) {
            writeLine("[the log breaks off: " + e.getMessage() + "]");
        }
    }

    void writeLine(String line) {
        byte[] bytes = (line + "\n").getBytes(StandardCharsets.UTF_8);
        writeOrGiveUp(bytes, bytes.length);
    }

    /** A worker is more important than its log: what it prints is read on, or it would wait for ever. */
    private synchronized void writeOrGiveUp(byte[] bytes, int length) {
        try {
            write(bytes, length);
        } catch (IOException e) {
            left = 0;
        }
    }

    private synchronized void write(byte[] bytes, int length) throws IOException {
        int kept = Math.min(length, left);
        left -= kept;
        file.write(bytes, 0, kept);
    }

    @Override
    public synchronized void close() throws IOException {
        left = 0;
        file.close();
    }
}
