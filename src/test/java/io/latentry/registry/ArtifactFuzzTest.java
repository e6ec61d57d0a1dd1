package io.latentry.registry;

import com.code_intelligence.jazzer.junit.FuzzTest;

/** Files of models: artifacts, published weights with their configuration or without, and PyTorch's. */
class ArtifactFuzzTest {

    /** Entries may be larger than the file by their ratio, and what is made of JSON larger than its text. */
    private static final long BYTES_PER_BYTE =
            40L * RegistryKit.artifactLimits().maxRatio();

    private static final long MOST_BYTES = 128 << 20;

    @FuzzTest
    void read(byte[] file) {
        ImportKit.check(file, Math.min(MOST_BYTES, BYTES_PER_BYTE * file.length));
    }
}
