package io.latentry.web;

/** Media types that Spring has no constants for. */
public final class MediaTypes {

    /** NumPy's format of one array. */
    public static final String NPY = "application/x-npy";

    private MediaTypes() {}
}
