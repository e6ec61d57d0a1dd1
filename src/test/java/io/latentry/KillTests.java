package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.testing.LatentryClient;
import io.latentry.testing.ServerProcess;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/**
 * Kills the whole application, as a process of its own, with SIGKILL at random moments, and expects what a user was told
 * to be true afterwards: no acknowledged job is lost, each makes one version, and its weights are those of a run that
 * nobody disturbed.
 */
@Tag("long")
class KillTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String TRAINING = "{\"method\": \"vae\", \"dataset\": \"digits\", \"model\": \"%s\","
            + " \"seed\": 5, \"hyperparameters\": {\"epochs\": 100, \"patience\": 20, \"schedule\": \"cosine\"}}";

    private static final String FIT = "{\"method\": \"%s\", \"dataset\": \"fashion-sample\", \"model\": \"%s\","
            + " \"seed\": 5, \"hyperparameters\": %s}";

    @TempDir
    private Path home;

    private final long seed = System.nanoTime();
    private final Random random = new Random(seed);
    private ServerProcess server;
    private LatentryClient client;

    @BeforeEach
    void start() {
        server = ServerProcess.start(
                LatentryApplication.class, home, Map.of("latentry.training.checkpoint-interval", "200ms"));
        client = new LatentryClient(server.uri().toString());
    }

    @AfterEach
    void stop() {
        server.close();
    }

    private void restart() {
        start();
    }

    @Test
    void nothingAcknowledgedIsLostWhateverIsKilled() {
        String reference = train("undisturbed");
        String undisturbed = weights(reference);

        String worker = train("worker-killed");
        untilRunning(worker);
        pauseAtRandom();
        killWorkers(server);
        assertThat(weights(worker)).as("seed %d", seed).isEqualTo(undisturbed);

        String serverAlone = train("server-killed");
        untilRunning(serverAlone);
        pauseAtRandom();
        List<ProcessHandle> orphans = server.workers();
        assertThat(orphans).isNotEmpty();
        server.kill();
        restart();
        assertThat(weights(serverAlone)).as("seed %d", seed).isEqualTo(undisturbed);
        assertThat(orphans).noneMatch(ProcessHandle::isAlive);

        String both = train("both-killed");
        untilRunning(both);
        pauseAtRandom();
        killWorkers(server);
        server.kill();
        forget(both, "epoch");
        restart();
        assertThat(weights(both)).as("seed %d", seed).isEqualTo(undisturbed);
        assertThat(epochs(both)).as("seed %d", seed).isEqualTo(epochs(reference));

        String justAccepted = train("just-accepted");
        server.kill();
        restart();
        assertThat(weights(justAccepted)).as("seed %d", seed).isEqualTo(undisturbed);

        assertThat(versions("worker-killed", "server-killed", "both-killed", "just-accepted"))
                .containsOnly(1);
        for (String killed : List.of(worker, serverAlone, both)) {
            assertThat(client.get("/v1/jobs/" + killed).get("attempts").asInt())
                    .as("job %s was under way when it was killed, seed %d", killed, seed)
                    .isGreaterThan(1);
        }
    }

    @Test
    void aModelIsEvaluatedThoughTheWorkerIsKilledInIt() {
        String job = train("appraised");
        while (!client.get("/v1/jobs/" + job + "/events?limit=500").toString().contains("\"appraising\"")) {
            sleep(20);
        }
        killWorkers(server);

        String model = client.awaitModel(job, PATIENCE);
        JsonNode card = client.get("/v1/models/" + model + "/card");
        assertThat(card.get("metrics").has("evaluation.mse")).as("%s", card).isTrue();
        assertThat(client.get("/v1/jobs/" + job).get("attempts").asInt()).isEqualTo(2);
    }

    @Test
    void aFineTuneGoesOnWithItsFeaturesAndItsHead() {
        String undisturbed = weights(fineTune("undisturbed", 20));

        String extracting = fineTune("extracting", 21);
        untilRunning(extracting);
        killWorkers(server);
        server.kill();
        restart();
        String model = client.awaitModel(extracting, PATIENCE);
        assertThat(client.get("/v1/models/" + model).get("parent").asString()).isEqualTo("demo-backbone@1");

        String training = fineTune("training", 20);
        server.kill();
        restart();
        untilRunning(training);
        killWorkers(server);
        assertThat(weights(training)).as("seed %d", seed).isEqualTo(undisturbed);
        assertThat(versions("extracting", "training")).containsOnly(1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '$',
            value = {
                "pca | {\"solver\": \"randomized\", \"powerIterations\": 40}",
                "dictionary | {\"atoms\": 32, \"iterations\": 20, \"epochs\": 4}"
            })
    void aMethodWithoutGradientsGoesOnAsWell(String method, String hyperparameters) {
        String undisturbed = weights(client.train(FIT.formatted(method, "undisturbed-fit", hyperparameters)));

        String killed = client.train(FIT.formatted(method, "killed-fit", hyperparameters));
        untilRunning(killed);
        killWorkers(server);
        server.kill();
        restart();
        assertThat(weights(killed)).isEqualTo(undisturbed);
        assertThat(versions("killed-fit")).containsOnly(1);
    }

    @Test
    void anEvaluationMakesNoMeasurementTwice() {
        String undisturbed = evaluate();
        JsonNode table = client.get("/v1/evaluations/" + client.awaitResult(undisturbed, "evaluation", PATIENCE));

        String killed = evaluate();
        untilRunning(killed);
        pauseAtRandom();
        assertThat(client.get("/v1/jobs/" + killed).get("state").asString())
                .as("it is under way, seed %d", seed)
                .isEqualTo("running");
        killWorkers(server);
        server.kill();
        forget(killed, "measured");
        restart();
        JsonNode again = client.get("/v1/evaluations/" + client.awaitResult(killed, "evaluation", PATIENCE));

        assertThat(again.get("rows")).as("seed %d", seed).isEqualTo(table.get("rows"));
        assertThat(client.get("/v1/jobs/" + killed).get("attempts").asInt())
                .as("it was under way when it was killed, seed %d", seed)
                .isGreaterThan(1);
        assertThat(measured(killed)).doesNotHaveDuplicates().hasSizeGreaterThan(10);
        assertThat(measured(killed)).containsExactlyInAnyOrderElementsOf(measured(undisturbed));
    }

    private List<String> measured(String job) {
        return client.get("/v1/jobs/" + job + "/events?limit=500").get("items").values().stream()
                .filter(event -> event.get("type").asString().equals("measured"))
                .map(event -> event.get("data"))
                .map(cell -> cell.get("representation") + " " + cell.get("protocol") + " " + cell.get("seed"))
                .toList();
    }

    private JsonNode epochs(String job) {
        return client.get("/v1/jobs/" + job + "/curve").get("epochs");
    }

    /** As if the server had been killed before it read the latter half of what the worker reported. */
    private void forget(String job, String type) {
        String database = "jdbc:h2:file:" + home.resolve("db/latentry").toAbsolutePath();
        try (Connection connection = DriverManager.getConnection(database);
                PreparedStatement deletion = connection.prepareStatement(
                        "DELETE FROM job_event WHERE job_id = ?1 AND type = ?2 AND sequence >="
                                + " (SELECT avg(sequence) FROM job_event WHERE job_id = ?1 AND type = ?2)")) {
            deletion.setString(1, job);
            deletion.setString(2, type);
            deletion.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private String evaluate() {
        return client.post(
                        "/v1/evaluations",
                        "{\"dataset\": \"fashion-sample\", \"models\": [\"demo-vae\", \"demo-autoencoder\"],"
                                + " \"protocols\": [\"linear-probe\", \"reconstruction\", \"elbo\", \"denoising\"],"
                                + " \"seeds\": [1, 2, 3]}")
                .get("id")
                .asString();
    }

    private String fineTune(String model, int epochs) {
        return client.post(
                        "/v1/models/demo-backbone/fine-tune",
                        "{\"newModel\": \"%s\", \"dataset\": \"digits\", \"seed\": 5, \"hyperparameters\": {\"epochs\": %d}}"
                                .formatted(model, epochs))
                .get("id")
                .asString();
    }

    private String train(String model) {
        return client.train(TRAINING.formatted(model));
    }

    private String weights(String job) {
        String model = client.awaitModel(job, PATIENCE);
        return client.get("/v1/models/" + model).get("weights").asString();
    }

    private List<Integer> versions(String... models) {
        return List.of(models).stream()
                .map(model -> client.get("/v1/models/" + model).get("version").asInt())
                .toList();
    }

    private void untilRunning(String job) {
        while (client.get("/v1/jobs/" + job).path("progress").path("step").asLong() == 0) {
            sleep(20);
        }
    }

    private void pauseAtRandom() {
        sleep(random.nextInt(1_000));
    }

    private static void killWorkers(ServerProcess server) {
        assertThat(server.workers()).isNotEmpty().allMatch(ProcessHandle::destroyForcibly);
    }

    private static void sleep(int millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
