package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What callers get wrong when they ask for training: each is named, and none leaves a job. */
class BadTrainingRequestsTests extends WholeApplication {

    /** A body and what must come back. */
    private record Case(String body, int status, String code, String field) {}

    private static final List<Case> CASES = List.of(
            new Case("{}", 400, "invalid-input", ""),
            new Case("[]", 400, "invalid-input", ""),
            new Case("{\"method\": \"vae\"", 400, "malformed-json", ""),
            new Case(request("gan", "digits", "{}"), 400, "invalid-input", "method"),
            new Case(request("vae", "nothing", "{}"), 404, "dataset-not-found", ""),
            new Case(request("vae", "../../etc", "{}"), 400, "invalid-input", "dataset"),
            new Case(
                    request("vae", "digits", "{\"latentsize\": 2}"),
                    400,
                    "invalid-hyperparameters",
                    "hyperparameters.latentsize"),
            new Case(
                    request("vae", "digits", "{\"latentSize\": 0}"),
                    400,
                    "invalid-hyperparameters",
                    "hyperparameters.latentSize"),
            new Case(
                    request("vae", "digits", "{\"latentSize\": \"2\"}"),
                    400,
                    "invalid-hyperparameters",
                    "hyperparameters.latentSize"),
            new Case(
                    request("vae", "digits", "{\"latentSize\": null}"),
                    400,
                    "invalid-hyperparameters",
                    "hyperparameters.latentSize"),
            new Case(
                    request("vae", "digits", "{\"learningRate\": 1e400}"),
                    400,
                    "invalid-hyperparameters",
                    "hyperparameters.learningRate"),
            new Case(
                    request("vae", "digits", "{\"hidden\": [16384, 16384, 16384]}"),
                    400,
                    "invalid-input",
                    "hyperparameters.hidden"),
            new Case(
                    request("autoencoder", "digits", "{\"architecture\": \"conv\", \"hidden\": [4, 4, 4, 4, 4]}"),
                    400,
                    "invalid-input",
                    "hyperparameters.hidden"),
            new Case(
                    request(
                            "classifier",
                            "fashion-sample",
                            "{\"architecture\": \"conv\", \"imageSize\": 1024, \"hidden\": [16384]}"),
                    400,
                    "invalid-input",
                    "hyperparameters.hidden"),
            new Case(
                    request("denoising-autoencoder", "digits", "{\"noise\": \"masking\", \"noiseLevel\": 2}"),
                    400,
                    "invalid-input",
                    "hyperparameters.noiseLevel"),
            new Case(
                    request("pca", "digits", "{\"latentSize\": 65}"),
                    400,
                    "invalid-input",
                    "hyperparameters.latentSize"),
            new Case(
                    request("pca", "digits", "{\"solver\": \"lanczos\"}"),
                    400,
                    "invalid-hyperparameters",
                    "hyperparameters.solver"),
            new Case(
                    request("pca", "digits", "{\"epochs\": 3}"),
                    400,
                    "invalid-hyperparameters",
                    "hyperparameters.epochs"),
            new Case(
                    request("dictionary", "digits", "{\"atoms\": 0}"),
                    400,
                    "invalid-hyperparameters",
                    "hyperparameters.atoms"),
            new Case(
                    request("dictionary", "digits", "{\"sparsity\": -1}"),
                    400,
                    "invalid-hyperparameters",
                    "hyperparameters.sparsity"),
            new Case(
                    request("dictionary", "digits", "{\"supervised\": true, \"ridge\": 0}"),
                    400,
                    "invalid-input",
                    "hyperparameters.ridge"),
            new Case(
                    request("dictionary", "digits", "{\"positive\": true}"),
                    400,
                    "invalid-hyperparameters",
                    "hyperparameters.positive"),
            new Case(
                    "{\"method\": \"vae\", \"dataset\": \"digits\", \"model\": \"A/B\"}",
                    400,
                    "invalid-input",
                    "model"),
            new Case(
                    "{\"method\": \"vae\", \"dataset\": \"digits\", \"model\": \"m\", \"sed\": 1}",
                    400,
                    "invalid-input",
                    "sed"));

    private static String request(String method, String dataset, String hyperparameters) {
        return "{\"method\": \"%s\", \"dataset\": \"%s\", \"model\": \"m\", \"hyperparameters\": %s}"
                .formatted(method, dataset, hyperparameters);
    }

    @Test
    void areRefusedByName() {
        int jobs = client.get("/v1/jobs").get("items").size();

        for (Case wrong : CASES) {
            HttpResponse<byte[]> response = client.send("POST", "/v1/jobs", wrong.body(), "*/*");
            String text = new String(response.body(), StandardCharsets.UTF_8);
            assertThat(response.statusCode()).as(wrong + " → " + text).isEqualTo(wrong.status());
            JsonNode problem = JsonMapper.shared().readTree(text);
            assertThat(problem.get("code").asString()).as(text).isEqualTo(wrong.code());
            if (!wrong.field().isEmpty()) {
                assertThat(problem.get("errors").get(0).get("field").asString())
                        .as(text)
                        .isEqualTo(wrong.field());
            }
        }

        assertThat(client.get("/v1/jobs").get("items")).hasSize(jobs);
    }
}
