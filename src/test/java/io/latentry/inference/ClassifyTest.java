package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.dataset.TestImages;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import tools.jackson.databind.JsonNode;

class ClassifyTest extends InferenceTest {

    private static final String SHAPES = "{\"dataset\": \"shapes\", \"indices\": [0]";

    ClassifyTest(@Autowired FakeRegistry registry) {
        super(registry);
    }

    @Test
    void namesTheMostProbableClassesFirst() {
        HttpResponse<byte[]> answer =
                client.post("classifier/classify?top=2", "image/png", TestImages.grey(12, 16, 51), "application/json");

        JsonNode item = Client.read(answer).get("predictions").get(0);
        assertThat(item.size()).isEqualTo(2);
        assertThat(item.get(0).toString()).isEqualTo("{\"class\":\"dark\",\"label\":0,\"probability\":0.8}");
        assertThat(item.get(1).get("class").asString()).isEqualTo("bright");
    }

    @Test
    void answersAllProbabilitiesAsAnArray() {
        HttpResponse<byte[]> answer =
                client.post("classifier/classify", "image/png", TestImages.grey(12, 16, 255), "application/x-npy");

        assertThat(Npy.shape(answer.body())).isEqualTo("(1, 3)");
        assertThat(Npy.values(answer.body())).containsExactly(0, 0, 1);
    }

    @Test
    void namesNoMoreClassesThanThereAre() {
        JsonNode answer = client.json("classifier@best/classify", SHAPES + "}");

        assertThat(answer.get("model").asString()).isEqualTo("classifier@3");
        assertThat(answer.get("predictions").get(0).size()).isEqualTo(3);
    }

    @Test
    void makesPicturesOfOtherSizesFit() {
        HttpResponse<byte[]> answer =
                client.post("classifier/classify", "image/png", TestImages.grey(40, 50, 255), "application/json");

        assertThat(Client.read(answer)
                        .get("predictions")
                        .get(0)
                        .get(0)
                        .get("class")
                        .asString())
                .isEqualTo("bright");
    }

    @Test
    void makesImagesOfOtherDatasetsFit() {
        JsonNode answer =
                client.json("classifier/classify", "{\"dataset\": \"colours\", \"indices\": [0, 1], \"top\": 1}");

        assertThat(answer.get("predictions").findValuesAsString("class")).containsExactly("dark", "bright");
    }

    @Test
    void aModelThatDoesNotClassifySaysWhatItCanDo() {
        HttpResponse<byte[]> answer = client.postJson("plain/classify", SHAPES + "}", "*/*");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(Client.read(answer).get("code").asString()).isEqualTo("capability-unsupported");
    }
}
