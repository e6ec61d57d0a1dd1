package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

class LayerTest extends InferenceTest {

    private static final String SHAPES = "{\"dataset\": \"shapes\", \"indices\": [0, 0], \"layer\": ";

    LayerTest(@Autowired FakeRegistry registry) {
        super(registry);
    }

    @Test
    void answersALayerRawFlatOrPooled() {
        assertThat(shape(SHAPES + "\"conv\"}")).isEqualTo("(2, 1, 16, 12)");
        assertThat(shape(SHAPES + "\"conv\", \"pool\": \"flatten\"}")).isEqualTo("(2, 192)");
        assertThat(shape(SHAPES + "\"conv\", \"pool\": \"mean\"}")).isEqualTo("(2, 1)");
        assertThat(shape(SHAPES + "\"fc\", \"pool\": \"mean\"}")).isEqualTo("(2, 192)");
    }

    @Test
    void poolsByTheMean() {
        float[] raw = Npy.values(npy(SHAPES + "\"conv\"}"));
        double sum = 0;
        for (int i = 0; i < 192; i++) {
            sum += raw[i];
        }

        assertThat(Npy.values(npy(SHAPES + "\"conv\", \"pool\": \"mean\"}"))[0]).isEqualTo((float) (sum / 192));
    }

    @Test
    void anUnknownLayerIsNotFound() {
        HttpResponse<byte[]> answer = client.postJson("classifier/encode", SHAPES + "\"conv9\"}", "*/*");

        assertThat(answer.statusCode()).isEqualTo(404);
        assertThat(Client.read(answer).get("code").asString()).isEqualTo("layer-not-found");
    }

    private String shape(String body) {
        return Npy.shape(npy(body));
    }

    private byte[] npy(String body) {
        return client.file("classifier/encode", body, "application/x-npy");
    }
}
