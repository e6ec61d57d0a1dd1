package io.latentry.dataset.ingest;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Arrays in NPY, plain or gzipped. */
class NpyFuzzTest {

    @FuzzTest
    void read(byte[] file) {
        UploadKit.check(file, UploadKit.NONE);
    }
}
