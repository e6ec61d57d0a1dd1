package io.latentry.model;

/**
 * The most memory that a worker takes at one time, as far as it cannot be given back: pages of mapped files, such as those of
 * datasets, are left out.
 *
 * @param heapBytes on the Java heap
 * @param nativeBytes outside it: tensors, buffers, libtorch and the JVM itself
 */
public record MemoryEstimate(long heapBytes, long nativeBytes) {

    /** Of both. */
    public long bytes() {
        return heapBytes + nativeBytes;
    }
}
