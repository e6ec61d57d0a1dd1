package io.latentry.dataset.ingest;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Arrays in IDX, plain or gzipped. */
class IdxFuzzTest {

    @FuzzTest
    void read(byte[] file) {
        UploadKit.check(file, UploadKit.NONE);
    }
}
