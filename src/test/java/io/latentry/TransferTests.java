package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.testing.Npy;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What one model has learned, put to use by others, with real workers. */
@Tag("long")
class TransferTests extends WholeApplication {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int ITEMS = 300;

    /** The backbone learned from Fashion-MNIST's 60,000 training images; these are of its test images. */
    @Test
    void theDemoBackboneTellsClothesApart() {
        assertThat(accuracy("demo-backbone", "fashion-sample")).isGreaterThan(0.9);
    }

    @Test
    void aFrozenBackboneIsSharedCachedAndOutlivesItsParent() {
        String parent = importAgain("demo-backbone", "parent");
        String first = fineTune(parent, "\"newModel\": \"child\", \"dataset\": \"fashion-sample\"");
        String second = fineTune(parent, "\"newModel\": \"child\", \"dataset\": \"fashion-sample\"");

        JsonNode child = client.get("/v1/models/" + first);
        assertThat(child.get("parent").asString()).isEqualTo(parent);
        assertThat(child.get("frozen").asString()).isEqualTo("all");
        assertThat(child.get("bytes").asLong()).isLessThan(10_000);
        assertThat(child.get("metrics").get("test.accuracy").asDouble()).isGreaterThan(0.85);
        assertThat(child.get("metrics").get("run.cacheHits").asDouble()).isZero();
        assertThat(child.get("metrics").get("run.peakMemoryBytes").asDouble()).isPositive();
        JsonNode again = client.get("/v1/models/" + second);
        assertThat(again.get("metrics").get("run.cacheHits").asDouble()).isOne();
        assertThat(again.get("weights")).isEqualTo(child.get("weights"));

        float[][] features = codes(parent, "");
        assertThat(client.send("DELETE", "/v1/models/parent", "", "*/*").statusCode())
                .isEqualTo(204);
        assertThat(codes(first, "")).isEqualTo(features);
        assertThat(codes(importAgain(first, "standing-alone"), "")).isEqualTo(features);
    }

    @Test
    void damagedWeightsAreNotLearnedFrom() throws IOException {
        String parent = client.awaitModel(
                client.train(
                        "{\"method\": \"classifier\", \"dataset\": \"digits\", \"model\": \"damaged\", \"seed\": 5,"
                                + " \"hyperparameters\": {\"epochs\": 1}}"),
                PATIENCE);
        Path blob = home.resolve("blobs")
                .resolve(client.get("/v1/models/" + parent).get("weights").asString());
        byte[] weights = Files.readAllBytes(blob);
        Arrays.fill(weights, weights.length / 2, weights.length, (byte) 0);
        Files.write(blob, weights);

        JsonNode job = client.await(
                client.post(
                                "/v1/models/" + parent + "/fine-tune",
                                "{\"newModel\": \"child-of-damage\", \"dataset\": \"digits\"}")
                        .get("id")
                        .asString(),
                PATIENCE);

        assertThat(job.get("state").asString()).isEqualTo("failed");
        assertThat(job.at("/error/code").asString()).isEqualTo("weights-corrupt");
    }

    @Test
    void aClassifierLearnsFromNothing() {
        String model = client.awaitModel(
                client.train(
                        "{\"method\": \"classifier\", \"dataset\": \"digits\", \"model\": \"digits-mlp\", \"seed\": 1,"
                                + " \"hyperparameters\": {\"epochs\": 30}}"),
                PATIENCE);

        assertThat(accuracy(model, "digits")).isGreaterThan(0.9);
    }

    @Test
    void aVaeGoesOnLearningAndLendsItsCode() {
        String continued = fineTune(
                "demo-vae",
                "\"newModel\": \"more-vae\", \"dataset\": \"fashion-sample\", \"objective\": \"continue\","
                        + " \"hyperparameters\": {\"epochs\": 2, \"learningRate\": 1e-4}");
        String classifier =
                fineTune("demo-vae", "\"newModel\": \"by-vae\", \"dataset\": \"fashion-sample\", \"head\": \"mlp\"");

        assertThat(client.get("/v1/models/" + continued)
                        .get("metrics")
                        .get("test.loss")
                        .asDouble())
                .isLessThan(client.get("/v1/models/demo-vae")
                                .get("metrics")
                                .get("test.loss")
                                .asDouble()
                        + 2);
        assertThat(codes(classifier, "")).isDeepEqualTo(codes("demo-vae", ""));
        assertThat(accuracy(classifier, "fashion-sample")).isGreaterThan(0.6);
    }

    @Test
    void everyLayerCanBeSeen() {
        JsonNode layers = client.get("/v1/models/demo-backbone/layers").get("items");

        assertThat(StreamSupport.stream(layers.spliterator(), false)
                        .map(layer -> layer.get("name").asString()))
                .contains("conv1", "layer1", "layer2.0.bn2", "layer3", "avgpool", "fc");
        assertThat(codes("demo-backbone", ", \"layer\": \"layer2\", \"pool\": \"mean\"")[0])
                .hasSize(32);
        assertThat(codes("demo-backbone", ", \"layer\": \"flatten\"")[0])
                .containsExactly(codes("demo-backbone", "")[0], within(1e-4f));
    }

    @Test
    void requestsThatCannotWorkAreRefusedByName() {
        refuses(404, "model-not-found", "nothing", "\"newModel\": \"x\", \"dataset\": \"digits\"");
        refuses(404, "dataset-not-found", "demo-vae", "\"newModel\": \"x\", \"dataset\": \"nothing\"");
        refuses(400, "newModel", "demo-vae", "\"newModel\": \"X/Y\", \"dataset\": \"digits\"");
        refuses(400, "newModel", "demo-vae", "\"dataset\": \"digits\"");
        refuses(400, "objective", "demo-vae", "\"newModel\": \"x\", \"dataset\": \"digits\", \"objective\": \"guess\"");
        refuses(400, "freeze", "demo-vae", "\"newModel\": \"x\", \"dataset\": \"digits\", \"freeze\": \"layer9\"");
        refuses(400, "\"head\"", "demo-vae", "\"newModel\": \"x\", \"dataset\": \"digits\", \"head\": \"tall\"");
        refuses(
                400,
                "\"augmentation.crop\"",
                "demo-vae",
                "\"newModel\": \"x\", \"dataset\": \"digits\", \"augmentation\": {\"crop\": -1}");
        refuses(
                400,
                "zoom",
                "demo-vae",
                "\"newModel\": \"x\", \"dataset\": \"digits\", \"augmentation\": {\"zoom\": 1}");
        refuses(
                400,
                "hidden",
                "demo-vae",
                "\"newModel\": \"x\", \"dataset\": \"digits\", \"hyperparameters\": {\"hidden\": []}");
        refuses(
                422,
                "shape-mismatch",
                "demo-vae",
                "\"newModel\": \"x\", \"dataset\": \"digits\", \"objective\": \"continue\"");
        refuses(
                422,
                "objective-unsupported",
                "demo-backbone",
                "\"newModel\": \"x\", \"dataset\": \"digits\", \"objective\": \"continue\"");
    }

    private void refuses(int status, String word, String model, String fields) {
        HttpResponse<byte[]> answer =
                client.send("POST", "/v1/models/" + model + "/fine-tune", "{" + fields + "}", "*/*");
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(status);
        assertThat(text).contains(word).contains("\"code\"");
    }

    private String fineTune(String model, String fields) {
        HttpResponse<byte[]> answer =
                client.send("POST", "/v1/models/" + model + "/fine-tune", "{\"seed\": 1, " + fields + "}", "*/*");
        JsonNode job = JsonMapper.shared().readTree(answer.body());
        assertThat(answer.statusCode()).as(job.toString()).isEqualTo(202);
        return client.awaitModel(job.get("id").asString(), PATIENCE);
    }

    /** The share of test items whose most probable class is theirs. */
    private double accuracy(String model, String dataset) {
        JsonNode labels = client.get("/v1/datasets/" + dataset + "/items?split=test&limit=" + ITEMS)
                .get("labels");
        JsonNode predictions = JsonMapper.shared()
                .readTree(client.post(
                        "/v1/models/" + model + "/classify", of(dataset, ", \"top\": 1"), "application/json"))
                .get("predictions");
        return IntStream.range(0, ITEMS)
                        .filter(i -> labels.get(i).asInt()
                                == predictions.get(i).get(0).get("label").asInt())
                        .count()
                / (double) ITEMS;
    }

    private float[][] codes(String model, String options) {
        return Npy.rows(
                client.post("/v1/models/" + model + "/encode", of("fashion-sample", options), "application/x-npy"));
    }

    private static String of(String dataset, String options) {
        String indices = IntStream.range(0, ITEMS).boxed().toList().toString();
        return "{\"dataset\": \"%s\", \"indices\": %s%s}".formatted(dataset, indices, options);
    }

    /** Exports a model and imports it under another name. */
    private String importAgain(String model, String name) {
        byte[] artifact = client.send("GET", "/v1/models/" + model + "/artifact", "", "*/*")
                .body();
        return client.importArtifact(name, artifact).get("model").asString();
    }
}
