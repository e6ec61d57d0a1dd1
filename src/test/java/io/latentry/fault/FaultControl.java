package io.latentry.fault;

import java.io.IOException;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A page of memory that the test, the server and its workers share: which fault is armed, and what it has done so far. */
final class FaultControl {

    static final int HEALTHY = 0;
    static final int FULL = 1;
    static final int READ_ONLY = 2;

    private static final int SIZE = 4096;
    private static final int GENERATION = 0;
    private static final int FAILURES = 4;
    private static final int CONDITION = 8;
    private static final int SEEN = 16;
    private static final int ROOM = 24;
    private static final int LENGTH = 32;
    private static final int TEXT = 36;

    private static final VarHandle INTS = MethodHandles.byteBufferViewVarHandle(int[].class, ByteOrder.nativeOrder());
    private static final VarHandle LONGS = MethodHandles.byteBufferViewVarHandle(long[].class, ByteOrder.nativeOrder());

    private final ByteBuffer page;

    private FaultControl(ByteBuffer page) {
        this.page = page;
    }

    /** Opens the page, which is made if it is not there. */
    static FaultControl open(Path file) throws IOException {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new FaultControl(channel.map(FileChannel.MapMode.READ_WRITE, 0, SIZE));
        }
    }

    /** Arms a fault in place of any other. */
    void arm(Fault fault) {
        free();
        byte[] text = (fault.mode() + " " + fault.n() + " " + fault.writer()).getBytes(StandardCharsets.UTF_8);
        page.putInt(LENGTH, text.length);
        page.put(TEXT, text);
        LONGS.setVolatile(page, SEEN, 0L);
        INTS.setVolatile(page, FAILURES, 0);
        if (fault.mode() == Fault.Mode.SPACE) {
            fill(fault.n());
        }
        INTS.getAndAdd(page, GENERATION, 1);
    }

    /** Ends the fault: the disk works again. */
    void free() {
        page.putInt(LENGTH, 0);
        INTS.setVolatile(page, CONDITION, HEALTHY);
        INTS.getAndAdd(page, GENERATION, 1);
    }

    /** How many operations have failed since the fault was armed. */
    int failures() {
        return (int) INTS.getVolatile(page, FAILURES);
    }

    /** Changes whenever a fault is armed or freed. */
    int generation() {
        return (int) INTS.getVolatile(page, GENERATION);
    }

    /** The armed fault as mode, number and writer, or an empty text. */
    String armed() {
        byte[] text = new byte[page.getInt(LENGTH)];
        page.get(TEXT, text);
        return new String(text, StandardCharsets.UTF_8);
    }

    /** Counts an operation of the fault's writer, from 1. */
    long count() {
        return (long) LONGS.getAndAdd(page, SEEN, 1L) + 1;
    }

    void failed() {
        INTS.getAndAdd(page, FAILURES, 1);
    }

    int condition() {
        return (int) INTS.getVolatile(page, CONDITION);
    }

    void fill(long left) {
        LONGS.setVolatile(page, ROOM, left);
        INTS.setVolatile(page, CONDITION, FULL);
    }

    void protect() {
        INTS.setVolatile(page, CONDITION, READ_ONLY);
    }

    /** What a full disk has left, in bytes. */
    long room() {
        return (long) LONGS.getVolatile(page, ROOM);
    }

    /** Takes room on a full disk; false if there is too little. */
    boolean take(long bytes) {
        if ((long) LONGS.getAndAdd(page, ROOM, -bytes) >= bytes) {
            return true;
        }
        give(bytes);
        return false;
    }

    void give(long bytes) {
        LONGS.getAndAdd(page, ROOM, bytes);
    }
}
