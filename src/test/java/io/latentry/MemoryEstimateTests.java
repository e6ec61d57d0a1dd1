package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What jobs take of memory is known before they are accepted. */
@TestPropertySource(
        properties = {"latentry.jobs.worker.memory=1200MB", "latentry.jobs.worker.heap=64MB", "latentry.demo=false"})
class MemoryEstimateTests extends WholeApplication {

    private static final Duration MINUTES = Duration.ofMinutes(5);

    /** Neither may be more than so many times the other. */
    private static final double NEAR = 1.3;

    @Test
    void whatDoesNotFitIsRefusedBeforeItIsQueued() {
        int jobs = client.get("/v1/jobs").get("items").size();

        HttpResponse<byte[]> response =
                client.send("POST", "/v1/jobs", request("wide", "autoencoder", "{\"hidden\": [10000, 10000]}"), "*/*");

        String text = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as(text).isEqualTo(422);
        JsonNode problem = JsonMapper.shared().readTree(text);
        assertThat(problem.get("code").asString()).isEqualTo("not-enough-memory");
        assertThat(problem.get("limit").asString()).isEqualTo("latentry.jobs.worker.memory");
        assertThat(problem.get("limitBytes").asLong()).isEqualTo(1200L << 20);
        assertThat(problem.get("estimateBytes").asLong()).isGreaterThan(2L << 30);
        assertThat(client.get("/v1/jobs").get("items")).hasSize(jobs);
    }

    /** Its widest array is 36 MB, for which a heap of 64 MB has no room beside the rest. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void ofWideLayersIsOutsideTheHeap() {
        assertIsNear("autoencoder", "{\"hidden\": [3000, 3000], \"epochs\": 1, \"batchSize\": 1000}");
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void ofConvolutionsIsThatOfTheirResults() {
        assertIsNear(
                "vae",
                "{\"architecture\": \"conv\", \"hidden\": [128, 128], \"strides\": [1, 2], \"epochs\": 1,"
                        + " \"batchSize\": 1200}");
    }

    private void assertIsNear(String method, String hyperparameters) {
        JsonNode accepted = client.post("/v1/jobs", request(method, method, hyperparameters));
        double estimate = accepted.get("memoryEstimateBytes").asDouble();
        String id = accepted.get("id").asString();

        String model = client.awaitModel(id, MINUTES);

        double peak = client.get("/v1/models/" + model + "/card")
                .get("metrics")
                .get("run.peakMemoryBytes")
                .asDouble();
        assertThat(estimate).isBetween(peak / NEAR, peak * NEAR);
        assertThat(client.get("/v1/jobs/" + id).get("memoryEstimateBytes").asDouble())
                .isEqualTo(estimate);
    }

    private static String request(String model, String method, String hyperparameters) {
        return "{\"method\": \"%s\", \"dataset\": \"digits\", \"model\": \"%s\", \"seed\": 1, \"hyperparameters\": %s}"
                .formatted(method, model, hyperparameters);
    }
}
