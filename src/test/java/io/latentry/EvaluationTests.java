package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.latentry.testing.Form;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Models beside each other and beside what is simplest, with real workers. */
@Tag("long")
class EvaluationTests extends WholeApplication {

    private static final Duration PATIENCE = Duration.ofMinutes(4);

    @Test
    void everyProtocolTellsWhatItShould() {
        JsonNode table = evaluate(
                "\"models\": [\"demo-autoencoder\", \"demo-denoiser\", \"demo-vae\", \"demo-backbone\"], \"seeds\": [1, 2],"
                        + " \"noise\": [{\"kind\": \"gaussian\", \"level\": 0.4}, {\"kind\": \"masking\", \"level\": 0.25}]");

        assertThat(rows(table))
                .startsWith("raw values", "pca-10", "pca-16")
                .contains("linear denoiser")
                .endsWith("demo-autoencoder@1", "demo-denoiser@1", "demo-vae@1", "demo-backbone@1");
        assertThat(mean(table, "raw values", "knnEuclideanAccuracy")).isBetween(0.74, 0.84);
        assertThat(mean(table, "raw values", "probeAccuracy")).isBetween(0.74, 0.84);
        assertThat(mean(table, "pca-16", "knnEuclideanAccuracy")).isBetween(0.72, 0.84);
        assertThat(mean(table, "demo-backbone@1", "probeAccuracy")).isGreaterThan(0.9);
        assertThat(mean(table, "demo-backbone@1", "knnCosineAccuracy")).isGreaterThan(0.9);
        assertThat(mean(table, "pca-10", "quadraticAccuracy"))
                .isGreaterThan(mean(table, "pca-10", "probeAccuracy") - .05);

        assertThat(mean(table, "demo-autoencoder@1", "mse")).isLessThan(mean(table, "pca-16", "mse"));
        assertThat(mean(table, "pca-16", "psnr")).isGreaterThan(mean(table, "pca-10", "psnr"));
        double psnr = mean(table, "pca-16", "psnr");
        // Of many images the mean of the ratios is above the ratio of the mean.
        assertThat(Math.pow(10, -psnr / 10))
                .isBetween(0.7 * mean(table, "pca-16", "mse"), mean(table, "pca-16", "mse"));

        assertThat(row(table, "demo-backbone@1").get("scores").has("quadraticAccuracy"))
                .isFalse();
        assertThat(row(table, "demo-backbone@1").get("notes").toString())
                .contains("quadratic-probe: codes of 64")
                .contains("learned from another dataset, the 60,000 training items of fashion-mnist");
        assertThat(row(table, "demo-denoiser@1").get("notes").toString())
                .contains("there is no comparison with 3,136 principal components");

        double bound = mean(table, "demo-vae@1", "negativeElboBernoulli");
        assertThat(mean(table, "demo-vae@1", "elboReconstructionBernoulli")
                        + mean(table, "demo-vae@1", "elboDivergenceBernoulli"))
                .isCloseTo(bound, within(1e-6));
        assertThat(mean(table, "demo-vae@1", "negativeLogLikelihoodBernoulli")).isBetween(190.0, bound);
        assertThat(mean(table, "demo-vae@1", "negativeLogLikelihoodBernoulliBinarised"))
                .isNotEqualTo(mean(table, "demo-vae@1", "negativeLogLikelihoodBernoulli"))
                .isBetween(190.0, bound);
        assertThat(mean(table, "demo-vae@1", "activeUnits")).isBetween(2.0, 10.0);

        String gaussian = "denoisedPsnrGaussian0_4";
        assertThat(mean(table, "linear denoiser", gaussian)).isGreaterThan(mean(table, "raw values", gaussian) + 3);
        assertThat(mean(table, "demo-denoiser@1", gaussian)).isGreaterThan(mean(table, "linear denoiser", gaussian));
        assertThat(mean(table, "linear denoiser", "denoisedPsnrMasking0_25"))
                .isGreaterThan(mean(table, "raw values", "denoisedPsnrMasking0_25") + 3);
        assertThat(mean(table, "demo-vae@1", "itemsPerSecond")).isPositive();
        assertThat(score(table, "demo-vae@1", "mse").has("deviation")).isFalse();
        assertThat(score(table, "demo-vae@1", "negativeElboBernoulli")
                        .get("deviation")
                        .asDouble())
                .isPositive();
        assertThat(score(table, "demo-vae@1", "negativeElboBernoulli")
                        .get("runs")
                        .asInt())
                .isEqualTo(2);
        assertThat(row(table, "demo-backbone@1").get("scores").has("mse")).isFalse();
        assertThat(client.get(row(table, "demo-vae@1").get("card").asString())
                        .get("method")
                        .asString())
                .isEqualTo("vae");
    }

    @Test
    void classifiersThatLearnFromFewItemsDrawThemBySeed() throws IOException {
        JsonNode table = evaluate("\"models\": [\"demo-vae-2d\"], \"protocols\": [\"knn\", \"linear-probe\"],"
                + " \"seeds\": [3, 4, 5], \"trainItems\": 100");
        JsonNode again = evaluate("\"models\": [\"demo-vae-2d\"], \"protocols\": [\"knn\", \"linear-probe\"],"
                + " \"seeds\": [3, 4, 5], \"trainItems\": 100");

        assertThat(again.get("rows")).isEqualTo(table.get("rows"));
        JsonNode score = score(table, "raw values", "probeAccuracy");
        assertThat(score.get("runs").asInt()).isEqualTo(3);
        assertThat(score.get("deviation").asDouble()).isBetween(1e-4, 0.1);
        assertThat(score.get("mean").asDouble()).isBetween(0.5, 0.78);

        String path = "/v1/evaluations/" + table.get("id").asString();
        String csv = text(path, "text/csv");
        assertThat(csv.lines().findFirst().orElseThrow())
                .isEqualTo("representation,kind,codeSize,probeAccuracy,probeAccuracy.deviation,probeAccuracy.runs,"
                        + "knnCosineAccuracy,knnCosineAccuracy.deviation,knnCosineAccuracy.runs,"
                        + "knnEuclideanAccuracy,knnEuclideanAccuracy.deviation,knnEuclideanAccuracy.runs");
        assertThat(csv).contains("\npca-2,pca,2,").contains("\ndemo-vae-2d@1,model,2,");
        assertThat(text(path, "text/markdown"))
                .startsWith("| representation | code size | linear probe, accuracy |")
                .contains("| demo-vae-2d@1 | 2 | 0.")
                .contains("| raw values | 784 | **0.")
                .contains("100 of the 2,000 training items of fashion-sample");
        BufferedImage chart = ImageIO.read(new ByteArrayInputStream(
                client.send("GET", path, "", "image/png").body()));
        assertThat(chart.getWidth()).isGreaterThan(600);

        JsonNode board = board("probeAccuracy", 100);
        List<Double> means = board.get("entries").values().stream()
                .map(place -> place.get("mean").asDouble())
                .toList();
        assertThat(means).isSortedAccordingTo((a, b) -> Double.compare(b, a)).hasSizeGreaterThan(2);
        assertThat(board.get("entries").get(0).get("rank").asInt()).isOne();
        assertThat(board.toString())
                .contains("/v1/evaluations/" + again.get("id").asString());
    }

    @Test
    void aModelStaysWhileItIsMeasuredAndOnTheBoardAfterwards() {
        client.importArtifact(
                "passing",
                client.send("GET", "/v1/models/demo-vae-2d/artifact", "", "*/*").body());
        String job = submit("fashion-sample", "\"models\": [\"passing\"], \"protocols\": [\"active-units\", \"knn\"]");

        HttpResponse<byte[]> refusal = client.send("DELETE", "/v1/models/passing", "", "*/*");
        assertThat(refusal.statusCode()).isEqualTo(409);
        JsonNode view = client.await(job, PATIENCE);
        assertThat(view.at("/result/evaluation").asString()).isEqualTo(job);
        assertThat(view.at("/models/0").asString()).isEqualTo("passing@1");
        assertThat(view.at("/protocols").toString()).isEqualTo("[\"knn\",\"active-units\"]");
        assertThat(view.at("/progress/phase").asString()).isEqualTo("evaluation");
        assertThat(client.send("GET", "/v1/jobs/" + job + "/curve", "", "*/*").statusCode())
                .isEqualTo(422);

        assertThat(client.send("DELETE", "/v1/models/passing", "", "*/*").statusCode())
                .isEqualTo(204);
        JsonNode place = board("activeUnits", 2_000).get("entries").values().stream()
                .filter(each -> each.get("representation").asString().equals("passing@1"))
                .findFirst()
                .orElseThrow();
        assertThat(place.has("card")).isFalse();
        assertThat(client.get("/v1/evaluations?limit=500").get("items").toString())
                .contains(job);
    }

    @Test
    void aFinishedTrainingTellsHowGoodItsCodesAre() {
        String model = client.awaitModel(
                client.train("{\"method\": \"vae\", \"dataset\": \"digits\", \"model\": \"appraised\", \"seed\": 1,"
                        + " \"hyperparameters\": {\"epochs\": 10, \"latentSize\": 8}}"),
                PATIENCE);

        JsonNode metrics = client.get("/v1/models/" + model + "/card").get("metrics");
        assertThat(metrics.get("evaluation.probeAccuracy").asDouble()).isBetween(0.4, 1.0);
        assertThat(metrics.get("evaluation.knnCosineAccuracy").asDouble()).isBetween(0.4, 1.0);
        assertThat(metrics.get("evaluation.pca.knnEuclideanAccuracy").asDouble())
                .isBetween(0.85, 1.0);
        assertThat(metrics.get("evaluation.raw.probeAccuracy").asDouble()).isBetween(0.85, 1.0);
        assertThat(metrics.get("evaluation.activeUnits").asDouble()).isBetween(1.0, 8.0);
        assertThat(metrics.get("evaluation.trainItems").asDouble()).isGreaterThan(1_000);
        assertThat(metrics.get("evaluation.testItems").asDouble()).isPositive();
    }

    @Test
    void theUnitsOfOneTestItemAreNotCounted() {
        String rows = IntStream.range(0, 20)
                .mapToObj(row -> row + "," + row % 3 + "\n")
                .collect(Collectors.joining());
        client.upload(Form.named("one").text("testFraction", "0.05").file("file", "a,b\n" + rows));
        String vae = client.awaitModel(
                client.train("{\"method\": \"vae\", \"dataset\": \"one\", \"model\": \"one-vae\", \"seed\": 1,"
                        + " \"hyperparameters\": {\"epochs\": 1, \"hidden\": [4], \"latentSize\": 1}}"),
                PATIENCE);

        JsonNode card = client.get("/v1/models/" + vae + "/card");
        assertThat(client.get("/v1/datasets/one").get("testCount").asInt()).isEqualTo(1);
        assertThat(card.get("metrics").has("evaluation.activeUnits")).isFalse();
        assertThat(card.get("notes").toString())
                .contains("active-units of the model: codes of one test item do not vary.")
                .contains("1 principal component is learned from");
    }

    @Test
    void vectorsWithoutLabelsAreMeasuredByWhatNeedsNone() {
        client.upload(Form.named("rows").file("file", rows()));
        String vae = client.awaitModel(
                client.train("{\"method\": \"vae\", \"dataset\": \"rows\", \"model\": \"rows-vae\", \"seed\": 1,"
                        + " \"hyperparameters\": {\"epochs\": 30, \"hidden\": [16], \"latentSize\": 2}}"),
                PATIENCE);
        assertThat(client.get("/v1/models/" + vae + "/card").get("metrics").has("evaluation.activeUnits"))
                .isTrue();

        JsonNode table = evaluate("rows", "\"models\": [\"rows-vae\"], \"seeds\": [1, 2]");

        assertThat(table.get("columns").values().stream()
                        .map(column -> column.get("measure").asString()))
                .containsExactly(
                        "mse",
                        "negativeElboGaussian",
                        "elboReconstructionGaussian",
                        "elboDivergenceGaussian",
                        "negativeLogLikelihoodGaussian",
                        "denoisedMseGaussian0_5",
                        "activeUnits",
                        "itemsPerSecond");
        assertThat(rows(table)).containsExactly("raw values", "pca-2", "linear denoiser", "rows-vae@1");
        assertThat(row(table, "rows-vae@1").get("notes").toString()).doesNotContain("another dataset");
        assertThat(mean(table, "raw values", "denoisedMseGaussian0_5")).isCloseTo(0.25, within(0.04));
        assertThat(mean(table, "linear denoiser", "denoisedMseGaussian0_5")).isLessThan(0.17);
        assertThat(mean(table, "pca-2", "mse")).isLessThan(0.05);
        assertThat(mean(table, "rows-vae@1", "negativeLogLikelihoodGaussian"))
                .isLessThan(mean(table, "rows-vae@1", "negativeElboGaussian"));
        HttpResponse<byte[]> refusal = client.send(
                "POST",
                "/v1/evaluations",
                "{\"dataset\": \"rows\", \"models\": [\"rows-vae\"], \"protocols\": [\"knn\"]}",
                "*/*");
        assertThat(refusal.statusCode()).isEqualTo(422);
        assertThat(new String(refusal.body(), StandardCharsets.UTF_8)).contains("labels-missing");
    }

    /** Two causes, six effects in units that differ by thousands, and a little noise. */
    private static String rows() {
        Random random = new Random(1);
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < 600; i++) {
            double a = random.nextGaussian();
            double b = random.nextGaussian();
            double[] row = {a, 100 * b, 5000 + 1000 * (a + b), a - b, 0.01 * (2 * a + b), a - 2 * b};
            lines.append(IntStream.range(0, row.length)
                            .mapToObj(column -> String.valueOf(row[column] * (1 + 0.01 * random.nextGaussian())))
                            .collect(Collectors.joining(",")))
                    .append('\n');
        }
        return lines.toString();
    }

    private JsonNode evaluate(String fields) {
        return evaluate("fashion-sample", fields);
    }

    private JsonNode evaluate(String dataset, String fields) {
        String job = submit(dataset, fields);
        JsonNode view = client.await(job, PATIENCE);
        assertThat(view.get("state").asString()).as(view::toString).isEqualTo("succeeded");
        return client.get("/v1/evaluations/" + job);
    }

    private String submit(String dataset, String fields) {
        return client.post("/v1/evaluations", "{\"dataset\": \"" + dataset + "\", " + fields + "}")
                .get("id")
                .asString();
    }

    private JsonNode board(String measure, int trainItems) {
        return client.get("/v1/leaderboards/fashion-sample").get("boards").values().stream()
                .filter(board -> board.get("measure").asString().equals(measure)
                        && board.get("trainItems").asInt() == trainItems)
                .findFirst()
                .orElseThrow();
    }

    private String text(String path, String type) {
        HttpResponse<byte[]> answer = client.send("GET", path, "", type);
        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.headers().firstValue("Content-Type").orElse("")).startsWith(type);
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    private static List<String> rows(JsonNode table) {
        return table.get("rows").values().stream()
                .map(row -> row.get("representation").asString())
                .toList();
    }

    private static JsonNode row(JsonNode table, String representation) {
        return table.get("rows").values().stream()
                .filter(row -> row.get("representation").asString().equals(representation))
                .findFirst()
                .orElseThrow();
    }

    private static JsonNode score(JsonNode table, String representation, String measure) {
        JsonNode score = row(table, representation).get("scores").path(measure);
        assertThat(score.isMissingNode())
                .as("%s of %s in %s", measure, representation, table)
                .isFalse();
        return score;
    }

    private static double mean(JsonNode table, String representation, String measure) {
        return score(table, representation, measure).get("mean").asDouble();
    }
}
