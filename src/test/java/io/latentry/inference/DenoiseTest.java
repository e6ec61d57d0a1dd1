package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class DenoiseTest extends InferenceTest {

    private static final String NOISY = "{\"dataset\": \"shapes\", \"indices\": [0, 1, 2, 3],"
            + " \"noise\": {\"kind\": \"gaussian\", \"level\": 0.8}, \"seed\": 4}";

    DenoiseTest(@Autowired FakeRegistry registry) {
        super(registry);
    }

    @Test
    void removesNoise() {
        JsonNode answer = client.json("vector/denoise", "{\"items\": [[0.9, 0.1, 0.2, 0.8, 0]]}");

        assertThat(answer.toString()).isEqualTo("{\"model\":\"vector@3\",\"items\":[[1.0,0.0,0.0,1.0,0.0]]}");
    }

    @Test
    void addsNoiseFirstIfAskedToAndShowsIt() {
        JsonNode answer = client.json("denoiser/denoise", NOISY);

        assertThat(answer.get("seed").asLong()).isEqualTo(4);
        JsonNode row = answer.get("noisy").get(0).get(0).get(1);
        assertThat(row.get(0).floatValue()).isNotZero().isBetween(-0.4f, 0.4f);
        assertThat(answer.get("items").get(0).get(0).get(1).toString())
                .isEqualTo("[0.0,0.0,1.0,1.0,1.0,1.0,1.0,1.0,1.0,1.0,0.0,0.0]");
    }

    @Test
    void drawsTheSameNoiseForTheSameSeed() {
        assertThat(client.json("denoiser/denoise", NOISY)).isEqualTo(client.json("denoiser/denoise", NOISY));
        assertThat(client.json("denoiser/denoise", NOISY))
                .isNotEqualTo(client.json("denoiser/denoise", NOISY.replace(": 4}", ": 5}")));
    }

    @Test
    void drawsCleanAboveNoisyAboveDenoisedItems() {
        Png picture = Png.of(client.file("denoiser/denoise", NOISY, "image/png"), "denoise-three");
        Png without = Png.of(
                client.file("denoiser/denoise", "{\"dataset\": \"shapes\", \"indices\": [0, 1]}", "image/png"),
                "denoise-two");

        assertThat(picture.height() - without.height()).isEqualTo(16 * 5 + 4);
        int inside = picture.width() - 4 * (12 * 5 + 4) + 3 * 5;
        assertThat(picture.level(inside, 4 + 5)).isEqualTo(255);
        assertThat(picture.level(inside, 4 + 5 + 2 * 84)).isEqualTo(255);
    }

    @Test
    void takesNoiseOfFilesFromTheQuery() {
        byte[] body = Npy.floats("(1, 5)", 1, 0, 1, 0, 1);

        JsonNode answer =
                client.json("vector/denoise?noise.kind=masking&noise.level=0.5&seed=1", "application/x-npy", body);

        assertThat(answer.get("seed").asLong()).isEqualTo(1);
        assertThat(answer.get("items").toString()).isEqualTo("[[1.0,0.0,1.0,0.0,1.0]]");
    }
}
