package io.latentry.engine;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.latentry.testing.Decoding;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Files of weights. */
class SafeTensorsFuzzTest {

    /** A tensor in the header takes some fifty characters at least, and some objects. */
    private static final long BYTES_PER_BYTE = 200;

    /** Of each file, so that the fuzzer does not run out of what a process may map. */
    private static final int MAPPED = 4;

    @FuzzTest
    void open(byte[] file) throws IOException {
        Path path = Files.createTempFile("latentry-fuzz", ".safetensors");
        try {
            Files.write(path, file);
            Decoding.check(BYTES_PER_BYTE * file.length, () -> {
                try (SafeTensorsReader reader = SafeTensorsReader.open(path)) {
                    check(reader, file.length);
                }
            });
        } finally {
            Files.delete(path);
        }
    }

    static void check(SafeTensorsReader reader, long size) {
        long bytes = 0;
        int mapped = 0;
        for (Map.Entry<String, SafeTensorsHeader.Entry> tensor :
                reader.entries().entrySet()) {
            SafeTensorsHeader.Entry entry = tensor.getValue();
            long values = entry.shape().stream().reduce(1L, Math::multiplyExact);
            assertThat(entry.bytes())
                    .isEqualTo(Math.multiplyExact(values, entry.type().bytes()));
            bytes += entry.bytes();
            if (mapped++ < MAPPED) {
                assertThat(reader.bytes(tensor.getKey()).remaining()).isEqualTo((int) entry.bytes());
            }
        }
        assertThat(bytes).isLessThan(size);
    }
}
