package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.testing.Npy;
import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** What layers have learned, and what they make of items. */
class LayerInspectionTests extends LookInside {

    @Test
    void listsLayersWithTheirShapes() {
        JsonNode layers = client.get("/v1/models/demo-autoencoder/layers");

        assertThat(layers.get("model").asString()).isEqualTo("demo-autoencoder@1");
        assertThat(layers.get("items").get(1).toString()).isEqualTo("{\"name\":\"encoder.1\",\"shape\":[192]}");
    }

    @Test
    void showsEveryNeuronOfTheFirstLayerAsAnImage() {
        String path = "/v1/models/demo-autoencoder/layers/encoder.1/weights";

        JsonNode arrays = client.get(path + "?limit=96").get("arrays");
        assertThat(arrays.get(0).get("name").asString()).isEqualTo("weight");
        assertThat(arrays.get(0).get("shape").toString()).isEqualTo("[192,784]");
        assertThat(arrays.get(0).get("values")).hasSize(96);
        assertThat(arrays.get(1).get("shape").toString()).isEqualTo("[192]");
        assertThat(Npy.shape(npy(path))).isEqualTo("(192, 784)");
        BufferedImage few = png(path + "?offset=180", "weights-few");
        BufferedImage all = png(path, "weights-dense");
        assertThat(all.getWidth()).isBetween(10 * 84, 16 * 100);
        assertThat(all.getHeight()).isGreaterThan(few.getHeight());
        assertThat(Npy.shape(npy(path + "?offset=90&limit=4"))).isEqualTo("(4, 784)");
    }

    @Test
    void tellsStatisticsAndAHistogram() {
        String path = "/v1/models/demo-autoencoder/layers/encoder.1/weights?view=histogram";

        JsonNode weights = client.get(path).get("arrays").get(0);
        long counted = 0;
        for (JsonNode count : weights.get("histogram").get("counts")) {
            counted += count.asLong();
        }
        assertThat(counted).isEqualTo(192 * 784);
        assertThat(weights.get("statistics").get("count").asLong()).isEqualTo(counted);
        assertThat(weights.get("statistics").get("standardDeviation").asDouble())
                .isBetween(0.01, 1.0);
        assertThat(weights.has("values")).isFalse();
        assertThat(png(path, "weights-histogram").getWidth()).isEqualTo(900);
    }

    @ParameterizedTest
    @CsvSource({
        "demo-autoencoder, encoder.3, weights-matrix",
        "demo-denoiser, encoder.0, weights-kernels-first",
        "demo-denoiser, encoder.2, weights-kernels",
        "demo-backbone, layer1.0.bn1, weights-norm"
    })
    void drawsTheWeightsOfEveryKindOfLayer(String model, String layer, String name) {
        assertThat(png("/v1/models/" + model + "/layers/" + layer + "/weights", name)
                        .getWidth())
                .isGreaterThan(300);
    }

    @Test
    void showsTheStrongestFeatureMapsFirst() {
        String path = "/v1/models/demo-backbone/layers/layer1/feature-maps";

        JsonNode maps = client.post(path, FIRST + ", \"top\": 5}");
        assertThat(maps.get("maps")).hasSize(5);
        assertThat(maps.get("maps").get(0)).hasSize(28);
        double sum = 0;
        for (JsonNode row : maps.get("maps").get(0)) {
            for (JsonNode value : row) {
                sum += value.asDouble();
            }
        }
        assertThat(maps.get("channels").get(0).get("mean").asDouble()).isCloseTo(sum / 784, within(1e-4));
        assertThat(maps.get("channels").findValues("strength").stream().map(JsonNode::asDouble))
                .isSortedAccordingTo((a, b) -> Double.compare(b, a));
        BufferedImage boot = image(client.post(path, FIRST + "}", "image/png"), "feature-maps");
        BufferedImage other = image(client.post(path, FIRST.replace("[0]", "[1]") + "}", "image/png"), "other-maps");
        assertThat(boot.getWidth()).isEqualTo(other.getWidth());
        assertThat(pixels(boot)).isNotEqualTo(pixels(other));
    }

    @Test
    void drawsADenseLayersActivationsAsBars() {
        String path = "/v1/models/demo-autoencoder/layers/encoder.2/feature-maps";

        assertThat(client.post(path, FIRST + "}").get("maps")).hasSize(16);
        assertThat(image(client.post(path, FIRST + "}", "image/png"), "activations")
                        .getWidth())
                .isEqualTo(900);
    }

    @Test
    void findsTheItemsThatExciteAChannelMost() {
        String path = "/v1/models/demo-backbone/layers/layer1/channels/3/items" + CLOTHES + "&items=200&limit=5";

        JsonNode found = client.get(path);
        assertThat(found.get("scanned").asInt()).isEqualTo(200);
        assertThat(found.get("items")).hasSize(5);
        JsonNode first = found.get("items").get(0);
        JsonNode channels = client.post(
                        "/v1/models/demo-backbone/layers/layer1/feature-maps",
                        FIRST.replace("[0]", "[" + first.get("index") + "]") + ", \"top\": 16}")
                .get("channels");
        for (JsonNode channel : channels) {
            if (channel.get("channel").asInt() == 3) {
                assertThat(channel.get("mean").asDouble())
                        .isCloseTo(first.get("activation").asDouble(), within(1e-4));
            }
        }
        assertThat(Npy.shape(npy(path))).isEqualTo("(5, 1, 28, 28)");
        assertThat(png(path, "channel").getHeight()).isGreaterThan(84);
    }

    @ParameterizedTest
    @CsvSource({
        "models/demo-vae/layers/none/weights, 404, layer-not-found",
        "models/demo-vae/layers/encoder.0/weights, 422, no-weights",
        "models/demo-vae/layers/encoder.1/weights?view=3d, 400, invalid-input",
        "models/demo-vae/layers/encoder.1/weights?offset=160, 400, invalid-input",
        "models/demo-vae/layers/encoder.1/weights?limit=0, 400, invalid-input",
        "models/demo-vae/layers/encoder.1/weights, 413, answer-too-large",
        "models/demo-vae/layers/encoder.1/channels/160/items?dataset=fashion-sample, 404, channel-not-found",
        "models/demo-vae/layers/encoder.1/channels/-1/items?dataset=fashion-sample, 404, channel-not-found",
        "models/demo-vae/layers/encoder.1/channels/x/items?dataset=fashion-sample, 400, invalid-input",
        "models/demo-vae/layers/encoder.1/channels/1/items?dataset=fashion-sample&limit=0, 400, invalid-input"
    })
    void refusesWhatCannotBeShown(String path, int status, String code) {
        HttpResponse<byte[]> response = send("/v1/" + path, "application/json");

        assertProblem(response, status, code);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"dataset\": \"fashion-sample\", \"indices\": [0, 1]} | 400 | invalid-input",
                "{\"dataset\": \"fashion-sample\", \"indices\": [0], \"top\": 0} | 400 | invalid-input",
                "{\"dataset\": \"fashion-sample\", \"indices\": [0], \"most\": 3} | 400 | invalid-input",
                "{} | 400 | no-input"
            })
    void refusesWhatCannotBeMapped(String body, int status, String code) {
        assertProblem(
                client.send("POST", "/v1/models/demo-backbone/layers/layer1/feature-maps", body, "*/*"), status, code);
    }
}
