package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.testing.Form;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Figures of tables, beside what {@code src/test/python/figures.py} computes of the same split with scikit-learn. Components and
 * columns' deviations are those of the training split that the server draws by default.
 */
@Tag("long")
class ReferenceFiguresTests extends WholeApplication {

    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final double TOLERANCE = 1e-4;
    private static final JsonNode REFERENCE = JsonMapper.shared().readTree(resource("reference.json"));

    @Test
    void explainedVarianceIsRelativeToTheData() {
        JsonNode expected = REFERENCE.get("wine");
        String path = "/v1/models/" + pca("wine", "wine-pca", false);

        JsonNode metrics = client.get(path + "/card").get("metrics");
        JsonNode variance = client.get(path + "/explained-variance?dataset=wine");
        JsonNode learned = client.get(path + "/explained-variance?dataset=wine&split=train");
        for (int i = 0; i < 5; i++) {
            double ratio = expected.get("ratios").get(i).asDouble();
            close(metrics.get("train.explainedVariance." + (i + 1)), ratio);
            close(variance.get("ratios").get(i), ratio);
            close(learned.get("sampleRatios").get(i), ratio);
        }
        double sum = expected.get("sum").asDouble();
        close(metrics.get("train.explainedVariance"), sum);
        close(variance.get("cumulative").get(4), sum);
        close(metrics.get("test.mse"), expected.get("mse").asDouble());
        assertThat(variance.get("relativeTo").asString()).isEqualTo("data");
        assertThat(variance.get("basis").asString()).isEqualTo("the 142 training items of wine");
        assertThat(variance.get("sampleRatios")).isNotEqualTo(variance.get("ratios"));
        assertThat(axes(path, "pca")).contains("principal component 1 (35.5 % of the data's variance)");
        assertThat(axes(path, "first")).contains("principal component 2 (18.8 % of the training data's variance)");

        String white = "/v1/models/" + pca("wine", "wine-white", true);
        JsonNode whitened = client.get(white + "/explained-variance?dataset=wine&split=train");
        for (int i = 0; i < 5; i++) {
            close(whitened.get("ratios").get(i), expected.get("ratios").get(i).asDouble());
            close(
                    whitened.get("sampleRatios").get(i),
                    expected.get("ratios").get(i).asDouble());
        }
        assertThat(axes(white, "pca")).contains("% of the whitened code's variance");
    }

    @ParameterizedTest
    @ValueSource(strings = {"wine", "breast-cancer"})
    void rowsAreComparedAsTheyAreAndStandardised(String table) {
        JsonNode expected = REFERENCE.get(table);
        String model = pca(table, table + "-rows", false);

        JsonNode card = client.get("/v1/models/" + model + "/card");
        close(card.get("metrics").get("evaluation.raw.knnEuclideanAccuracy"), expected, "raw");
        close(card.get("metrics").get("evaluation.standardised.knnEuclideanAccuracy"), expected, "standardised");
        assertThat(card.get("notes").toString())
                .contains("all %d test items".formatted(expected.get("test").asInt()))
                .contains("among all %d training items"
                        .formatted(expected.get("train").asInt()));
        JsonNode rows = evaluate(table, model).get("rows");
        assertThat(rows.get(0).get("representation").asString()).isEqualTo("raw values");
        assertThat(rows.get(0).get("kind").asString()).isEqualTo("raw");
        close(score(rows.get(0)), expected, "raw");
        assertThat(rows.get(1).get("representation").asString()).isEqualTo("standardised values");
        assertThat(rows.get(1).get("kind").asString()).isEqualTo("standardised");
        close(score(rows.get(1)), expected, "standardised");
    }

    @Test
    void aModelBelowItsFloorSaysSo() {
        upload("wine");
        String job =
                client.train("{\"method\": \"autoencoder\", \"dataset\": \"wine\", \"model\": \"poor\", \"seed\": 1,"
                        + " \"hyperparameters\": {\"latentSize\": 5, \"epochs\": 1}}");
        JsonNode done = client.await(job, PATIENCE);

        JsonNode card = client.get("/v1/models/poor/card");
        close(
                card.get("metrics").get("evaluation.pca.mse"),
                REFERENCE.get("wine").get("mse").asDouble());
        String warning = card.get("warnings").get(0).asString();
        assertThat(warning).startsWith("Reconstructs worse than principal components of the same code size: test MSE ");
        assertThat(client.get("/v1/models/poor").get("warnings").get(0).asString())
                .isEqualTo(warning);
        assertThat(done.at("/result/warnings").asString()).startsWith(warning);
        String events = client.get("/v1/jobs/" + job + "/events?limit=500").toString();
        assertThat(events.substring(events.indexOf("\"type\":\"succeeded\"")))
                .contains("Reconstructs worse than principal components");
        String markdown = new String(
                client.send("GET", "/v1/models/poor/card", "", "text/markdown").body(), StandardCharsets.UTF_8);
        assertThat(markdown).contains("## Warnings\n\n- " + warning);
    }

    @Test
    void aVaeIsComparedWithTheDensityOfPrincipalComponents() {
        upload("wine");
        String model = client.awaitModel(
                client.train("{\"method\": \"vae\", \"dataset\": \"wine\", \"model\": \"hasty\", \"seed\": 1,"
                        + " \"hyperparameters\": {\"latentSize\": 5, \"epochs\": 1}}"),
                PATIENCE);

        JsonNode card = client.get("/v1/models/" + model + "/card");
        close(
                card.get("metrics").get("evaluation.pca.negativeLogLikelihoodGaussian"),
                REFERENCE.get("wine").get("density").asDouble());
        assertThat(card.get("warnings").toString())
                .contains("Describes the data worse than probabilistic principal components");
    }

    private static void close(JsonNode figure, double expected) {
        assertThat(figure).isNotNull();
        assertThat(figure.asDouble()).isCloseTo(expected, within(TOLERANCE));
    }

    private static void close(JsonNode figure, JsonNode expected, String name) {
        close(figure, expected.get(name).asDouble());
    }

    private String pca(String table, String model, boolean whiten) {
        upload(table);
        return client.awaitModel(
                client.train(
                        "{\"method\": \"pca\", \"dataset\": \"%s\", \"model\": \"%s\", \"seed\": 1, \"hyperparameters\": {\"latentSize\": 5, \"whiten\": %s}}"
                                .formatted(table, model, whiten)),
                PATIENCE);
    }

    /** Once is enough for all tests. */
    private void upload(String table) {
        if (client.send("GET", "/v1/datasets/" + table, "", "*/*").statusCode() == 404) {
            client.upload(Form.named(table).text("label", "class").file("file", resource(table + ".csv.gz")));
        }
    }

    private String axes(String path, String projection) {
        return client.get(path + "/latent-map?dataset=wine&split=train&projection=" + projection)
                .get("axes")
                .toString();
    }

    private JsonNode evaluate(String table, String model) {
        String job = client.post(
                        "/v1/evaluations",
                        "{\"dataset\": \"%s\", \"models\": [\"%s\"], \"protocols\": [\"knn\"]}".formatted(table, model))
                .get("id")
                .asString();
        assertThat(client.await(job, PATIENCE).get("state").asString()).isEqualTo("succeeded");
        return client.get("/v1/evaluations/" + job);
    }

    private static JsonNode score(JsonNode row) {
        return row.at("/scores/knnEuclideanAccuracy/mean");
    }

    private static byte[] resource(String name) {
        try (InputStream file = ReferenceFiguresTests.class.getResourceAsStream("/figures/" + name)) {
            return Objects.requireNonNull(file).readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
