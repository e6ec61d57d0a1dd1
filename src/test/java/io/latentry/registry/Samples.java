package io.latentry.registry;

import io.latentry.model.ModelCard;
import io.latentry.model.ModelConfig;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Versions to publish. */
final class Samples {

    private Samples() {}

    static ModelConfig config() {
        return config(100);
    }

    /** A configuration whose network takes as many bytes as it has parameters: see {@link FakeNetworks}. */
    static ModelConfig config(long parameters) {
        return new ModelConfig(
                ModelConfig.FORMAT,
                "vae",
                List.of(1, 28, 28),
                List.of(20),
                Set.of("sample", "encode", "reconstruct"),
                parameters,
                hyperparameters());
    }

    static ModelCard card() {
        return new ModelCard(
                "vae",
                hyperparameters(),
                new ModelCard.Dataset("fashion-sample", "ab".repeat(32), 2_000, 500),
                new ModelCard.Training(
                        "0197-job", Long.MIN_VALUE, 2, 30, 28, 12.5, Instant.parse("2026-11-24T01:02:03.123456789Z")),
                null,
                null,
                Map.of("latentry", "0.1.0", "libtorch", "2.7.1"),
                Map.of("test.loss", 243.125, "test.mse", 1.0e-7),
                "Knows *shirts*.");
    }

    private static Map<String, Object> hyperparameters() {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("likelihood", "bernoulli");
        values.put("hidden", List.of(400, 200));
        values.put("latentSize", 20);
        values.put("beta", 1.0);
        values.put("earlyStopping", true);
        return values;
    }

    /** A safetensors file of one tensor; other values make another file. */
    static byte[] weights(int... values) {
        byte[] header = "{\"w\":{\"dtype\":\"I32\",\"shape\":[%d],\"data_offsets\":[0,%d]}}"
                .formatted(values.length, 4 * values.length)
                .getBytes(StandardCharsets.UTF_8);
        ByteBuffer file = ByteBuffer.allocate(8 + header.length + 4 * values.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(header.length)
                .put(header);
        file.asIntBuffer().put(values);
        return file.array();
    }

    static NewVersion version(Path folder, String name, String origin, int... values) {
        return version(folder, name, origin, config(), values);
    }

    static NewVersion version(Path folder, String name, String origin, ModelConfig config, int... values) {
        try {
            Path file = Files.createTempFile(folder, "weights-", ".safetensors");
            Files.write(file, weights(values));
            return new NewVersion(name, origin, config, card(), file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
