package io.latentry.core.error;

/** The disk has no room for what would be written (507). */
public final class DiskFullException extends LatentryException {

    private static final long serialVersionUID = 1L;

    private final long bytes;

    /**
     * An error of a writer that was refused, or failed.
     *
     * @param bytes that were to be written, as far as that is known
     */
    public DiskFullException(String message, long bytes) {
        super("disk-full", message);
        this.bytes = bytes;
    }

    /** Where it was thrown says nothing, and a full disk throws many. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }

    /** How many bytes there must be room for before it is worth another try. */
    public long bytes() {
        return bytes;
    }
}
