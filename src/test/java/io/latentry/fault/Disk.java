package io.latentry.fault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The disk below the home folder as a process sees it: lets operations through, or fails them as the armed fault has it. */
final class Disk {

    /** Marks failed operations in the trace. */
    static final String FAILED = "! ";

    private static final long NEW_FILE = 512;
    private static final String NO_SPACE = "No space left on device";
    private static final String NO_CHANGES = "Read-only file system";

    private final Path home;
    private final String role;
    private final FaultControl control;
    private final FileChannel trace;
    private int generation = -1;
    private Fault.Mode mode;
    private Writer writer = Writer.ANY;
    private long at;

    /**
     * A disk that is as it should be until a fault is armed.
     *
     * @param home absolute, in the file system that is wrapped
     * @param role of this process
     * @param control shared with the test
     * @param trace receives a line for each operation
     */
    Disk(Path home, String role, Path control, Path trace) throws IOException {
        this.home = home;
        this.role = role;
        this.control = FaultControl.open(control);
        this.trace = FileChannel.open(trace, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
    }

    boolean holds(Path path) {
        return path.toAbsolutePath().normalize().startsWith(home);
    }

    /** Whether it reports other room than it has, which is {@link #room()}. */
    boolean isFull() {
        return control.condition() == FaultControl.FULL;
    }

    boolean isReadOnly() {
        return control.condition() == FaultControl.READ_ONLY;
    }

    long room() {
        return Math.max(0, control.room());
    }

    void create(Path path) throws IOException {
        check(Operation.CREATE, path);
        grow(Operation.CREATE, path, NEW_FILE);
    }

    /** Checks a write, and leaves half of it if it is the one that fails. */
    void write(Path path, FileChannel file, long position, ByteBuffer bytes) throws IOException {
        try {
            check(Operation.WRITE, path);
        } catch (IOException failure) {
            file.write(bytes.duplicate().limit(bytes.position() + bytes.remaining() / 2), position);
            throw failure;
        }
        if (control.condition() != FaultControl.HEALTHY) {
            grow(Operation.WRITE, path, position + bytes.remaining() - file.size());
        }
    }

    void force(Path path) throws IOException {
        check(Operation.FORCE, path);
    }

    void rename(Path target) throws IOException {
        check(Operation.RENAME, target);
        refuseIfReadOnly(Operation.RENAME, target);
    }

    void delete(Path path) throws IOException {
        check(Operation.DELETE, path);
        refuseIfReadOnly(Operation.DELETE, path);
    }

    /** Refuses to open a file for changes on a disk that is mounted read-only. */
    void open(Path path) throws IOException {
        refuseIfReadOnly(Operation.CREATE, path);
    }

    void gaveBack(long bytes) {
        if (isFull()) {
            control.give(bytes);
        }
    }

    private void check(Operation operation, Path path) throws IOException {
        Writer here = writerOf(operation, path);
        Fault.Mode now = strikes(here);
        log(now == null ? "" : FAILED, here);
        if (now != null) {
            throw failure(operation, path, strike(now));
        }
    }

    /** How the armed fault strikes an operation, or null if it does not. */
    private synchronized Fault.Mode strikes(Writer here) {
        if (generation != control.generation()) {
            generation = control.generation();
            String[] armed = control.armed().split(" ", 3);
            mode = armed.length < 3 ? null : Fault.Mode.valueOf(armed[0]);
            at = armed.length < 3 ? 0 : Long.parseLong(armed[1]);
            writer = armed.length < 3 ? Writer.ANY : Writer.parse(armed[2]);
        }
        return mode != null && here.equals(writer) && control.count() == at ? mode : null;
    }

    private String strike(Fault.Mode now) {
        if (now == Fault.Mode.FULL) {
            control.fill(0);
            return NO_SPACE;
        }
        if (now == Fault.Mode.READ_ONLY) {
            control.protect();
            return NO_CHANGES;
        }
        return "Input/output error";
    }

    private void grow(Operation operation, Path path, long bytes) throws IOException {
        refuseIfReadOnly(operation, path);
        if (isFull() && bytes > 0 && !control.take(bytes)) {
            log(FAILED, writerOf(operation, path));
            throw failure(operation, path, NO_SPACE);
        }
    }

    private void refuseIfReadOnly(Operation operation, Path path) throws IOException {
        if (isReadOnly()) {
            log(FAILED, writerOf(operation, path));
            throw failure(operation, path, NO_CHANGES);
        }
    }

    private Writer writerOf(Operation operation, Path path) {
        return Writer.of(role, operation, home.relativize(path.toAbsolutePath().normalize()));
    }

    /** As the JDK has it, a failure of an open file does not name it. */
    private IOException failure(Operation operation, Path path, String reason) {
        control.failed();
        return operation == Operation.WRITE || operation == Operation.FORCE
                ? new IOException(reason)
                : new FileSystemException(path.toString(), null, reason);
    }

    private void log(String mark, Writer operation) throws IOException {
        trace.write(ByteBuffer.wrap((mark + operation + "\n").getBytes(StandardCharsets.UTF_8)));
    }
}
