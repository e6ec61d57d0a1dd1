package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class EncodeTest extends InferenceTest {

    private static final String ITEMS = "{\"items\": [[1, 2.5, -3e2, 0.1, 4], [0, 0, 0, 0, 1e-7]]}";

    EncodeTest(@Autowired FakeRegistry registry) {
        super(registry);
    }

    @Test
    void answersACodeForEveryItemAndTheVersionThatMadeIt() {
        JsonNode answer = client.json("vector@best/encode", ITEMS);

        assertThat(answer.toString())
                .isEqualTo("{\"model\":\"vector@3\",\"codes\":[[1.0,2.5,-300.0,0.1,4.0],[0.0,0.0,0.0,0.0,1.0E-7]]}");
    }

    @Test
    void answersTheSameCodesAsAnArray() {
        byte[] answer = client.file("vector@3/encode", ITEMS, "application/x-npy");

        assertThat(Npy.shape(answer)).isEqualTo("(2, 5)");
        assertThat(Npy.values(answer)).containsExactly(1, 2.5f, -300, 0.1f, 4, 0, 0, 0, 0, 1e-7f);
    }

    @Test
    void addsLogVariances() {
        JsonNode answer = client.json("vector/encode", "{\"logVariances\": true, \"items\": [[1, 2, 3, 4, 5]]}");

        assertThat(answer.get("codes").toString()).isEqualTo("[[1.0,2.0,3.0,4.0,5.0]]");
        assertThat(answer.get("logVariances").toString()).isEqualTo("[[-1.0,-2.0,-3.0,-4.0,-5.0]]");
        assertThat(answer.has("seed")).isFalse();
    }

    @Test
    void drawsCodesWithTheGivenSeed() {
        JsonNode answer =
                client.json("vector/encode", "{\"items\": [[1, 2, 3, 4, 5]], \"sample\": true, \"seed\": 10}");

        assertThat(answer.get("codes").toString()).isEqualTo("[[11.0,12.0,13.0,14.0,15.0]]");
        assertThat(answer.get("seed").asLong()).isEqualTo(10);
    }

    @Test
    void tellsTheSeedThatItChose() {
        JsonNode answer = client.json("vector/encode", "{\"items\": [[0, 0, 0, 0, 0]], \"sample\": true}");

        assertThat(answer.get("codes").get(0).get(0).floatValue())
                .isEqualTo(answer.get("seed").floatValue());
    }

    @Test
    void takesOptionsOfFilesFromTheQuery() {
        byte[] body = Npy.floats("(1, 5)", 1, 2, 3, 4, 5);

        HttpResponse<byte[]> answer =
                client.post("vector/encode?sample=true&seed=3", "application/x-npy", body, "application/x-npy");

        assertThat(Npy.values(answer.body())).containsExactly(4, 5, 6, 7, 8);
        assertThat(answer.headers().firstValue("Latentry-Seed")).hasValue("3");
    }

    @Test
    void aModelWithoutPosteriorSaysWhatItCanDo() {
        HttpResponse<byte[]> answer =
                client.postJson("plain/encode", "{\"dataset\": \"shapes\", \"indices\": [0], \"sample\": true}", "*/*");

        assertThat(answer.statusCode()).isEqualTo(422);
        JsonNode problem = Client.read(answer);
        assertThat(problem.get("code").asString()).isEqualTo("capability-unsupported");
        assertThat(problem.get("capabilities").toString()).isEqualTo("[\"encode\",\"reconstruct\"]");
    }
}
