package io.latentry.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Allocates direct buffers. The memory of one is free when its object has been collected, and a process that works outside its
 * heap has no other cause to collect anything: unused buffers would pile up to the limit of the JVM.
 */
public final class DirectBuffers {

    private static final AtomicLong ALLOCATED = new AtomicLong();
    private static volatile long mostBetweenCollections = Long.MAX_VALUE;

    private DirectBuffers() {}

    /**
     * Has the heap collected whenever so many bytes have been allocated. For processes whose heap is small, so that a collection
     * takes milliseconds.
     */
    public static void collectEvery(long bytes) {
        mostBetweenCollections = bytes;
    }

    /** A little-endian buffer of zeros. */
    static ByteBuffer allocate(int bytes) {
        if (ALLOCATED.addAndGet(bytes) >= mostBetweenCollections) {
            ALLOCATED.set(bytes);
            System.gc();
        }
        return ByteBuffer.allocateDirect(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
}
