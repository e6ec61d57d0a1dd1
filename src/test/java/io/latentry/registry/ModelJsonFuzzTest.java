package io.latentry.registry;

import com.code_intelligence.jazzer.junit.FuzzTest;
import io.latentry.testing.StoredZip;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/** The JSON files of a model: each input as an artifact's configuration and as its card, and as what publishers write. */
class ModelJsonFuzzTest {

    private static final Path GOOD = Path.of("src/test/resources/io/latentry/registry/good-artifact.zip");
    private static final long BYTES_PER_BYTE = 1_000;

    private final Map<String, byte[]> good = Zips.unzip(Files.readAllBytes(GOOD));

    ModelJsonFuzzTest() throws IOException {}

    @FuzzTest
    void read(byte[] json) {
        check(ArtifactEntry.CONFIG.file(), json);
        check(ArtifactEntry.CARD.file(), json);
        Map<String, byte[]> published = new LinkedHashMap<>();
        published.put("net/config.json", json);
        published.put("net/preprocessor_config.json", json);
        published.put("net/model.safetensors", good.get(ArtifactEntry.WEIGHTS.file()));
        check(published, json);
    }

    /** In place of one of a good artifact's files. */
    private void check(String file, byte[] json) {
        Map<String, byte[]> changed = new LinkedHashMap<>(good);
        changed.put(file, json);
        check(changed, json);
    }

    private static void check(Map<String, byte[]> entries, byte[] json) {
        byte[] zip = StoredZip.of(entries);
        ImportKit.check(zip, 8L * zip.length + BYTES_PER_BYTE * json.length);
    }
}
