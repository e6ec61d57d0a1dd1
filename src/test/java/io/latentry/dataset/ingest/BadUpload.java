package io.latentry.dataset.ingest;

import io.latentry.testing.Form;

/**
 * An upload that must be refused.
 *
 * @param what is wrong with it
 * @param status of the answer
 * @param form its parts
 */
record BadUpload(String what, int status, Form form) {

    static BadUpload of(String what, int status, Form form) {
        return new BadUpload(what, status, form);
    }

    /** A single file, with good options. */
    static BadUpload file(String what, int status, byte[] content) {
        return new BadUpload(what, status, Form.named("bad").file("file", content));
    }

    @Override
    public String toString() {
        return what;
    }
}
