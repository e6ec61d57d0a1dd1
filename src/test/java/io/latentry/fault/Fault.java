package io.latentry.fault;

/**
 * A disk's misbehaviour from a writer's n-th operation on.
 *
 * @param mode how the disk misbehaves
 * @param writer whose operation is the first to fail; of {@link Mode#SPACE}, anyone
 * @param n the number of that operation since the fault was armed, from 1; of {@link Mode#SPACE}, the bytes that are left
 */
record Fault(Mode mode, Writer writer, long n) {

    /** How a disk misbehaves. */
    enum Mode {
        /** The one operation fails; of a write, half the bytes arrive. */
        ONCE,
        /** Nothing can grow from then on, but for what deletions give back. */
        FULL,
        /** Nothing can be changed from then on. */
        READ_ONLY,
        /** So many bytes are left from the start. */
        SPACE
    }

    @Override
    public String toString() {
        return mode + " " + (mode == Mode.SPACE ? n + " bytes" : writer + " #" + n);
    }
}
