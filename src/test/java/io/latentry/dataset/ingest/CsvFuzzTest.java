package io.latentry.dataset.ingest;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Tables, plain or gzipped, with a column of labels or without. */
class CsvFuzzTest {

    @FuzzTest
    void read(byte[] file) {
        UploadKit.check(file, UploadKit.NONE);
        UploadKit.check(file, UploadKit.label("y"));
    }
}
