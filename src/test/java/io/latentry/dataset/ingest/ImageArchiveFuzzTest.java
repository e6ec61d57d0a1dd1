package io.latentry.dataset.ingest;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** ZIP files of images, as they are and brought to one size. */
class ImageArchiveFuzzTest {

    @FuzzTest
    void read(byte[] file) {
        UploadKit.check(file, UploadKit.NONE);
        UploadKit.check(file, UploadKit.size(5, 7));
    }
}
