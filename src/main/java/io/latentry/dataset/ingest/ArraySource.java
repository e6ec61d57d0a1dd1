package io.latentry.dataset.ingest;

import java.io.IOException;
import java.util.OptionalLong;

/**
 * Where an array comes from: a file of an upload, or an entry of an NPZ file.
 *
 * @param field names it in errors
 * @param format IDX or NPY
 * @param size of its bytes, if known before they are read
 * @param limit of its bytes
 * @param opener opens it from the start
 */
record ArraySource(String field, FileFormat format, OptionalLong size, long limit, Opener opener) {

    /** Opens the decompressed bytes. */
    @FunctionalInterface
    interface Opener {
        ContentStream open() throws IOException;
    }
}
