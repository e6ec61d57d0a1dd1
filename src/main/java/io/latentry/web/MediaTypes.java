package io.latentry.web;

/** Media types that Spring has no constants for. */
public final class MediaTypes {

    /** NumPy's format of one array. */
    public static final String NPY = "application/x-npy";

    /** A table for spreadsheets. */
    public static final String CSV = "text/csv";

    private MediaTypes() {}
}
