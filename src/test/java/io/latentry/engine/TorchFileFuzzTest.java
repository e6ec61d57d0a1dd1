package io.latentry.engine;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.latentry.testing.Decoding;
import io.latentry.testing.StoredZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** PyTorch's own files: whole ones, and pickles, which are put into a file with two arrays. */
class TorchFileFuzzTest {

    private static final int MAX = 1 << 20;
    private static final int ARRAY = 256;

    /** An object for each of the instructions that a pickle may have, and names of members. */
    private static final long MOST_PICKLED = 64 << 20;

    @FuzzTest
    void unpack(byte[] input) throws IOException {
        Path folder = Files.createTempDirectory("latentry-fuzz");
        try {
            Path file = Files.write(folder.resolve("file.pt"), isZip(input) ? input : file(input));
            Path unpacked = folder.resolve("unpacked");
            Decoding.check(MOST_PICKLED + 2 * MAX, () -> {
                TorchFile.unpack(file, unpacked, MAX);
                try (SafeTensorsReader reader = SafeTensorsReader.open(unpacked)) {
                    SafeTensorsFuzzTest.check(reader, Files.size(unpacked));
                }
            });
        } finally {
            FileSystemUtils.deleteRecursively(folder);
        }
    }

    private static boolean isZip(byte[] input) {
        return input.length > 1 && input[0] == 'P' && input[1] == 'K';
    }

    private static byte[] file(byte[] pickle) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("a/data.pkl", pickle);
        entries.put("a/data/0", new byte[ARRAY]);
        entries.put("a/data/1", new byte[ARRAY]);
        return StoredZip.of(entries);
    }
}
