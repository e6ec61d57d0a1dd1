package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Bytes that flip in the store of a running server with real workers. */
@Tag("long")
@TestPropertySource(properties = "latentry.training.checkpoint-interval=0ms")
class DamagedDataTests extends WholeApplication {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TRAINING = "{\"method\": \"autoencoder\", \"dataset\": \"digits\", \"model\": \"%s\","
            + " \"seed\": 5, \"hyperparameters\": {\"epochs\": %d, \"patience\": 0}}";

    @Test
    void nothingLearnsFromOrReadsADamagedDataset() throws IOException {
        Path piece = piece("fashion-sample");
        flip(piece);

        JsonNode job = client.await(
                client.train("{\"method\": \"pca\", \"dataset\": \"fashion-sample\", \"model\": \"none\"}"), PATIENCE);
        assertThat(job.at("/error/code").asString()).isEqualTo("dataset-damaged");
        assertThat(job.at("/error/detail").asString()).contains("train-0.bin");
        assertThat(job.get("attempts").asInt()).isOne();
        JsonNode evaluation = client.await(
                client.post("/v1/evaluations", "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\"]}")
                        .get("id")
                        .asString(),
                PATIENCE);
        assertThat(evaluation.at("/error/code").asString()).isEqualTo("dataset-damaged");

        String indices = "{\"dataset\": \"fashion-sample\", \"split\": \"train\", \"indices\": [0]}";
        refused(client.send("POST", "/v1/models/demo-vae/encode", indices, "application/json"));
        refused(client.send("GET", "/v1/datasets/fashion-sample/items", "", "image/png"));
        refused(client.send("GET", "/v1/models/demo-vae/latent-map?dataset=fashion-sample", "", "image/png"));
        refused(client.send(
                "POST", "/v1/jobs", TRAINING.replace("digits", "fashion-sample").formatted("x", 1), "*/*"));
        assertThat(client.get("/v1/datasets/digits/items?limit=1").get("count").asInt())
                .isPositive();
        String metrics =
                new String(client.send("GET", "/actuator/prometheus", "", "*/*").body(), StandardCharsets.UTF_8);
        assertThat(metrics).contains("latentry_damaged 1.0");

        flip(piece);
        assertThat(client.post("/v1/models/demo-vae/encode", indices).get("codes"))
                .hasSize(1);
    }

    @Test
    void aDamagedCheckpointCostsTimeButNoBit() throws IOException {
        String undisturbed = client.awaitModel(client.train(TRAINING.formatted("undisturbed", 40)), PATIENCE);
        String job = client.train(TRAINING.formatted("disturbed", 40));
        Path folder = home.resolve("jobs").resolve(job);
        Path previous = folder.resolve("checkpoint-previous.safetensors");
        while (Files.notExists(previous)) {
            assertThat(client.get("/v1/jobs/" + job).get("state").asString()).isIn("queued", "running");
        }
        client.post("/v1/jobs/" + job + "/cancel", "");
        assertThat(client.await(job, PATIENCE).get("state").asString()).isEqualTo("cancelled");
        flip(folder.resolve("checkpoint.safetensors"));

        client.post("/v1/jobs/" + job + "/resume", "");
        String disturbed = client.awaitModel(job, PATIENCE);

        assertThat(client.get("/v1/models/" + disturbed).get("weights"))
                .isEqualTo(client.get("/v1/models/" + undisturbed).get("weights"));
        List<JsonNode> damages = client.get("/v1/jobs/" + job + "/events?limit=500").get("items").values().stream()
                .filter(event -> event.get("type").asString().equals("checkpoint-damaged"))
                .toList();
        assertThat(damages).hasSize(1);
        assertThat(damages.get(0).at("/data/continuesFrom").asString()).isEqualTo("previous-checkpoint");
    }

    private static void refused(HttpResponse<byte[]> answer) {
        assertThat(answer.statusCode()).as(answer.uri()::toString).isEqualTo(500);
        assertThat(JsonMapper.shared().readTree(answer.body()).get("code").asString())
                .as(answer.uri()::toString)
                .isEqualTo("dataset-damaged");
    }

    /** The only training piece of a sample, by its size: 2,000 images of 28 × 28. */
    private static Path piece(String dataset) throws IOException {
        try (Stream<Path> folders = Files.list(home.resolve("datasets"))) {
            return folders.map(folder -> folder.resolve("train-0.bin"))
                    .filter(file -> file.toFile().length() == 2000 * 28 * 28)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError(dataset + " is not there"));
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
    }
}
