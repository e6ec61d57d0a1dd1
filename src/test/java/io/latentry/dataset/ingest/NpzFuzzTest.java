package io.latentry.dataset.ingest;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Arrays in an NPZ file; Java reads the ZIP, whose checksums are checked. */
class NpzFuzzTest {

    @FuzzTest
    void read(byte[] file) {
        UploadKit.check(file, UploadKit.NONE);
    }
}
