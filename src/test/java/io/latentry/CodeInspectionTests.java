package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.testing.Npy;
import java.awt.image.BufferedImage;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Maps of codes, and the curves of learning. */
class CodeInspectionTests extends LookInside {

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

        client.post("/v1/evaluations", "{\"dataset\": \"digits\", \"models\": [\"curve\"], \"protocols\": [\"knn\"]}");
        assertThat(client.get("/v1/jobs/latest").get("type").asString()).isEqualTo("evaluation");
        assertThat(client.get("/v1/jobs/latest/curve").get("job").asString()).isEqualTo(job);
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
        "jobs/none/curve, 404, job-not-found"
    })
    void refusesWhatCannotBeShown(String path, int status, String code) {
        HttpResponse<byte[]> response = send("/v1/" + path, "application/json");

        assertProblem(response, status, code);
    }

    @Test
    void refusesMediaTypesThatItHasNot() {
        assertProblem(send("/v1/models/demo-vae/latent-map" + CLOTHES, "text/csv"), 406, "not-acceptable");
    }
}
