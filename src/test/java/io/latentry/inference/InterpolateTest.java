package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class InterpolateTest extends InferenceTest {

    InterpolateTest(@Autowired FakeRegistry registry) {
        super(registry);
    }

    @Test
    void walksInEqualStepsFromOneItemToTheOther() {
        JsonNode answer =
                client.json("vector/interpolate", "{\"items\": [[0, 0, 0, 0, 8], [4, 0, 0, 0, 0]], \"steps\": 5}");

        assertThat(answer.toString())
                .isEqualTo("{\"model\":\"vector@3\",\"items\":[[0.0,0.0,0.0,0.0,8.0],[1.0,0.0,0.0,0.0,6.0],"
                        + "[2.0,0.0,0.0,0.0,4.0],[3.0,0.0,0.0,0.0,2.0],[4.0,0.0,0.0,0.0,0.0]]}");
    }

    @Test
    void drawsOneRowFromEndToEnd() {
        Png picture = Png.of(
                client.file("plain/interpolate", "{\"dataset\": \"shapes\", \"indices\": [0, 5]}", "image/png"),
                "interpolate");

        assertThat(picture.height()).isEqualTo(4 + 16 * 5 + 4);
        assertThat(picture.width()).isEqualTo(4 + 10 * (12 * 5 + 4));
        assertThat(picture.level(4 + 15, 4 + 5)).isEqualTo(255);
        assertThat(picture.level(4 + 15 + 9 * 64, 4 + 5)).isZero();
    }

    @Test
    void aModelWithoutDecoderCannot() {
        var answer = client.postJson("denoiser/interpolate", "{\"dataset\": \"shapes\", \"indices\": [0, 5]}", "*/*");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Client.read(answer).get("code").asString()).isEqualTo("capability-unsupported");
    }
}
