package io.latentry.storage;

/** Says when the scrub has to leave the disk to others. */
@FunctionalInterface
public interface ScrubBreak {

    /** Whether requests are being worked on, or wait for it. */
    boolean isDue();
}
