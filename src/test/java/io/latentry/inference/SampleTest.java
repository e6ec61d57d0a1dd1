package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class SampleTest extends InferenceTest {

    SampleTest(@Autowired FakeRegistry registry) {
        super(registry);
    }

    @Test
    void answersAsManyItemsAsAskedFor() {
        byte[] answer =
                client.file("grey/sample", "{\"n\": 7, \"seed\": 2, \"temperature\": 0.5}", "application/x-npy");

        assertThat(Npy.shape(answer)).isEqualTo("(7, 1, 16, 12)");
        assertThat(Npy.values(answer)[7 * 16 * 12 - 1]).isEqualTo(0.5f * 11 / 12);
    }

    @Test
    void needsNoBodyAndTellsTheSeedThatItChose() {
        JsonNode answer = Client.answer(client.post("vector/sample", "", new byte[0], "application/json"));

        assertThat(answer.get("model").asString()).isEqualTo("vector@3");
        assertThat(answer.get("items")).hasSize(16);
        assertThat(answer.get("seed").isIntegralNumber()).isTrue();
    }

    @Test
    void takesOptionsFromTheQueryIfThereIsNoBody() {
        HttpResponse<byte[]> answer = client.post("grey/sample?n=9&seed=5", "", new byte[0], "image/png");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Latentry-Seed")).hasValue("5");
        Png picture = Png.of(answer.body(), "sample");
        assertThat(picture.width()).isEqualTo(4 + 3 * (12 * 5 + 4));
        assertThat(picture.level(4 + 55, 4)).isLessThan(picture.level(picture.width() - 8, picture.height() - 8));
    }

    @Test
    void drawsColours() {
        Png picture = Png.of(client.file("colour/sample", "{\"n\": 4, \"seed\": 0}", "image/png"), "sample-colour");

        assertThat(picture.width()).isEqualTo(4 + 2 * (4 * 18 + 4));
    }
}
