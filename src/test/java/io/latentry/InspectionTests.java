package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.testing.Npy;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks into the demo models; a copy of every picture is kept under {@code target/pictures} for people to look at. */
@SpringBootTest(
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = {"latentry.inspection.max-items=600", "latentry.inspection.max-answer-values=80000"})
class InspectionTests extends WholeApplication {

    private static final String CLOTHES = "?dataset=fashion-sample";
    private static final String FIRST = "{\"dataset\": \"fashion-sample\", \"indices\": [0]";

    @Test
    void listsLayersWithTheirShapes() {
        JsonNode layers = client.get("/v1/models/demo-autoencoder/layers");

        assertThat(layers.get("model").asString()).isEqualTo("demo-autoencoder@1");
        assertThat(layers.get("items").get(1).toString()).isEqualTo("{\"name\":\"encoder.1\",\"shape\":[96]}");
    }

    @Test
    void showsEveryNeuronOfTheFirstLayerAsAnImage() {
        String path = "/v1/models/demo-autoencoder/layers/encoder.1/weights";

        JsonNode arrays = client.get(path).get("arrays");
        assertThat(arrays.get(0).get("name").asString()).isEqualTo("weight");
        assertThat(arrays.get(0).get("shape").toString()).isEqualTo("[96,784]");
        assertThat(arrays.get(0).get("values")).hasSize(96);
        assertThat(arrays.get(1).get("shape").toString()).isEqualTo("[96]");
        assertThat(Npy.shape(npy(path))).isEqualTo("(96, 784)");
        BufferedImage few = png(path + "?offset=90", "weights-few");
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
        assertThat(counted).isEqualTo(96 * 784);
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

    @Test
    void drawsTheLearningCurveOfAJob() {
        String job = client.train("{\"method\": \"vae\", \"dataset\": \"digits\", \"model\": \"curve\", \"seed\": 1,"
                + " \"hyperparameters\": {\"epochs\": 3}}");
        String path = "/v1/jobs/" + job + "/curve";
        client.awaitModel(job, Duration.ofMinutes(2));

        JsonNode epochs = client.get(path).get("epochs");
        assertThat(epochs).hasSize(3);
        assertThat(epochs.get(2).get("train").get("loss").asDouble())
                .isLessThan(epochs.get(0).get("train").get("loss").asDouble());
        String[] table = new String(send(path, "text/csv").body(), StandardCharsets.UTF_8).split("\n");
        assertThat(table).hasSize(4);
        assertThat(table[0]).startsWith("epoch,learningRate,best,train.loss,").contains("validation.loss");
        assertThat(table[3].split(",", -1)[3])
                .isEqualTo(epochs.get(2).get("train").get("loss").toString());
        assertThat(png(path, "curve").getWidth()).isEqualTo(900);
    }

    @Test
    void mapsCodesByTheirFirstDimensionsOrTheirPrincipalOnes() {
        String path = "/v1/models/demo-vae/latent-map" + CLOTHES + "&items=100";

        JsonNode map = client.get(path + "&projection=first");
        assertThat(map.get("points")).hasSize(100);
        assertThat(map.get("labels")).hasSize(100);
        assertThat(map.get("classes")).hasSize(10);
        JsonNode code = client.post("/v1/models/demo-vae/encode", FIRST + "}")
                .get("codes")
                .get(0);
        assertThat(map.get("points").get(0).get(1).asDouble())
                .isCloseTo(code.get(1).asDouble(), within(1e-4));
        assertThat(Npy.shape(npy(path))).isEqualTo("(100, 2)");
        BufferedImage pca = png(path, "latent-map-pca");
        assertThat(pixels(pca)).isNotEqualTo(pixels(png(path + "&projection=first", "latent-map-first")));
    }

    @Test
    void tellsHowMuchVarianceComponentsExplain() {
        String path = "/v1/models/demo-autoencoder/explained-variance" + CLOTHES;

        JsonNode variance = client.get(path + "&items=500");
        assertThat(variance.get("ratios")).hasSize(16);
        assertThat(variance.get("ratios").get(0).asDouble())
                .isGreaterThan(variance.get("ratios").get(1).asDouble());
        assertThat(variance.get("cumulative").get(15).asDouble()).isCloseTo(1, within(1e-6));
        assertThat(client.get(path + "&items=5").get("ratios")).hasSize(5);
        assertThat(Npy.shape(npy(path + "&items=500"))).isEqualTo("(16,)");
        assertThat(png(path + "&items=500", "explained-variance").getHeight()).isEqualTo(560);
    }

    @Test
    void decodesTheManifoldOfATwoDimensionalVae() {
        String path = "/v1/models/demo-vae-2d/manifold?steps=5";

        JsonNode manifold = client.get(path);
        assertThat(manifold.get("quantiles").get(4).asDouble()).isCloseTo(1.2815516, within(1e-6));
        assertThat(manifold.get("quantiles").get(2).asDouble()).isZero();
        assertThat(manifold.get("items")).hasSize(25);
        assertThat(Npy.shape(npy(path))).isEqualTo("(25, 1, 28, 28)");
        assertThat(png(path, "manifold").getWidth())
                .isLessThan(
                        png("/v1/models/demo-vae-2d/manifold", "manifold-15").getWidth());
    }

    @Test
    void changesOneDimensionOfACode() {
        String path = "/v1/models/demo-vae/traversal" + CLOTHES + "&steps=5";

        JsonNode traversal = client.get(path);
        assertThat(traversal.get("offsets").toString()).isEqualTo("[-3.0,-1.5,0.0,1.5,3.0]");
        assertThat(traversal.get("items")).hasSize(8);
        assertThat(traversal.get("standardDeviations").get(0).asDouble())
                .isGreaterThan(traversal.get("standardDeviations").get(7).asDouble());
        assertThat(Npy.shape(npy(path + "&dimension=2"))).isEqualTo("(1, 5, 1, 28, 28)");
        BufferedImage one = png(path + "&dimension=2", "traversal-one");
        assertThat(png(path, "traversal").getHeight()).isGreaterThan(7 * 84 + one.getHeight());
        assertThat(pixels(one)).isNotEqualTo(pixels(png(path + "&dimension=3", "traversal-other")));
    }

    @ParameterizedTest
    @CsvSource({
        "models/none/latent-map?dataset=digits, 404, model-not-found",
        "models/demo-vae/latent-map?dataset=none, 404, dataset-not-found",
        "models/demo-vae/latent-map, 400, invalid-input",
        "models/demo-vae/latent-map?dataset=fashion-sample&projection=tsne, 400, invalid-input",
        "models/demo-vae/latent-map?dataset=fashion-sample&split=all, 400, invalid-input",
        "models/demo-vae/latent-map?dataset=fashion-sample&items=601, 400, invalid-input",
        "models/demo-vae/latent-map?dataset=fashion-sample&items=1, 400, invalid-input",
        "models/demo-vae/latent-map?dataset=fashion-sample&items=many, 400, invalid-input",
        "models/demo-vae/latent-map?dataset=digits&items=10, 400, invalid-input",
        "models/demo-vae/explained-variance?dataset=fashion-sample&items=0, 400, invalid-input",
        "models/demo-vae/manifold, 422, not-two-dimensional",
        "models/demo-autoencoder/manifold, 422, capability-unsupported",
        "models/demo-vae-2d/manifold?steps=1, 400, invalid-input",
        "models/demo-vae-2d/manifold?steps=32, 400, invalid-input",
        "models/demo-vae-2d/manifold?steps=20, 413, answer-too-large",
        "models/demo-backbone/traversal?dataset=fashion-sample, 422, capability-unsupported",
        "models/demo-vae/traversal?dataset=fashion-sample&dimension=10, 400, invalid-input",
        "models/demo-vae/traversal?dataset=fashion-sample&dimension=-1, 400, invalid-input",
        "models/demo-vae/traversal?dataset=fashion-sample&index=500, 400, invalid-input",
        "models/demo-vae/traversal?dataset=fashion-sample&steps=99, 400, invalid-input",
        "models/demo-vae/layers/none/weights, 404, layer-not-found",
        "models/demo-vae/layers/encoder.0/weights, 422, no-weights",
        "models/demo-vae/layers/encoder.1/weights?view=3d, 400, invalid-input",
        "models/demo-vae/layers/encoder.1/weights?offset=112, 400, invalid-input",
        "models/demo-vae/layers/encoder.1/weights?limit=0, 400, invalid-input",
        "models/demo-vae/layers/encoder.1/weights, 413, answer-too-large",
        "models/demo-vae/layers/encoder.1/channels/112/items?dataset=fashion-sample, 404, channel-not-found",
        "models/demo-vae/layers/encoder.1/channels/-1/items?dataset=fashion-sample, 404, channel-not-found",
        "models/demo-vae/layers/encoder.1/channels/x/items?dataset=fashion-sample, 400, invalid-input",
        "models/demo-vae/layers/encoder.1/channels/1/items?dataset=fashion-sample&limit=0, 400, invalid-input",
        "jobs/none/curve, 404, job-not-found"
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

    @Test
    void refusesMediaTypesThatItHasNot() {
        assertProblem(send("/v1/models/demo-vae/latent-map" + CLOTHES, "text/csv"), 406, "not-acceptable");
    }

    private static void assertProblem(HttpResponse<byte[]> response, int status, String code) {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as(body).isEqualTo(status);
        JsonNode problem = JsonMapper.shared().readTree(body);
        assertThat(problem.get("code").asString()).isEqualTo(code);
        if (code.equals("invalid-input")) {
            assertThat(problem.get("errors")).isNotEmpty();
        }
    }

    private HttpResponse<byte[]> send(String path, String accept) {
        return client.send("GET", path, "", accept);
    }

    private byte[] npy(String path) {
        HttpResponse<byte[]> response = send(path, "application/x-npy");
        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Latentry-Model").orElse("")).endsWith("@1");
        return response.body();
    }

    private BufferedImage png(String path, String name) {
        HttpResponse<byte[]> response = send(path, "image/png");
        assertThat(response.statusCode())
                .as(() -> new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(200);
        return image(response.body(), name);
    }

    private static BufferedImage image(byte[] file, String name) {
        try {
            Files.write(Files.createDirectories(Path.of("target", "pictures")).resolve(name + ".png"), file);
            return ImageIO.read(new ByteArrayInputStream(file));
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static int pixels(BufferedImage image) {
        return Arrays.hashCode(image.getRGB(0, 0, image.getWidth(), image.getHeight(), null, 0, image.getWidth()));
    }
}
