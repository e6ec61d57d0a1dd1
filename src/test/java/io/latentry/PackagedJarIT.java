package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.testing.LatentryClient;
import io.latentry.testing.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged jar, whose workers find their classes inside it. */
class PackagedJarIT {

    private static final Path JAR = Path.of("target", "latentry.jar");
    private static final Duration MINUTES = Duration.ofMinutes(2);
    private static final String TRAINING = "{\"method\": \"vae\", \"dataset\": \"digits\", \"model\": \"%s\","
            + " \"seed\": 5, \"hyperparameters\": {\"epochs\": 40, \"patience\": 0}}";

    @TempDir
    Path home;

    @Test
    void trainsResumesServesAndStops() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(JAR.toAbsolutePath(), home)) {
            assertThat(awaitReadyLine(server))
                    .endsWith("Latentry is ready: http://localhost:"
                            + server.uri().getPort());
            assertThat(server.log()).doesNotContain(" WARN ").doesNotContain(" ERROR ");

            LatentryClient client = new LatentryClient(server.uri().toString());

            String model = client.awaitModel(client.train(TRAINING.formatted("by-jar")), MINUTES);
            String resumed = client.awaitModel(cancelledAndResumed(client), MINUTES);

            assertThat(weights(client, resumed)).isEqualTo(weights(client, model));

            assertThat(client.post(
                                    "/v1/models/" + model + "/encode",
                                    "{\"dataset\": \"digits\", \"indices\": [0, 1, 2]}")
                            .get("codes"))
                    .hasSize(3);
            assertThat(client.send("GET", "/actuator/sbom/application", "", "*/*")
                            .body())
                    .asString(StandardCharsets.UTF_8)
                    .contains("\"bomFormat\" : \"CycloneDX\"");
            assertThat(server.stop(Duration.ofSeconds(30))).isEqualTo(143);
        }
    }

    private static String cancelledAndResumed(LatentryClient client) throws InterruptedException {
        String job = client.train(TRAINING.formatted("resumed"));
        long end = System.nanoTime() + MINUTES.toNanos();
        while (!client.get("/v1/jobs/" + job + "/events").toString().contains("\"epoch\"")) {
            assertThat(System.nanoTime()).as("no epoch ends").isLessThan(end);
            Thread.sleep(20);
        }
        client.post("/v1/jobs/" + job + "/cancel", "");
        assertThat(client.await(job, MINUTES).get("state").asString()).isEqualTo("cancelled");
        client.post("/v1/jobs/" + job + "/resume", "");
        return job;
    }

    private static String weights(LatentryClient client, String model) {
        return client.get("/v1/models/" + model).get("weights").asString();
    }

    /** The last line of the log at start. Others see that the server is ready a moment before it is written. */
    private static String awaitReadyLine(ServerProcess server) throws IOException, InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        String log = server.log();
        while (!log.contains("Latentry is ready") && System.nanoTime() < end) {
            Thread.sleep(50);
            log = server.log();
        }
        return log.stripTrailing();
    }

    @Test
    void rehearsesAndLeavesNothingBehind() throws IOException, InterruptedException {
        Process rehearsal = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-Djava.io.tmpdir=" + home,
                        "-jar",
                        JAR.toAbsolutePath().toString(),
                        "rehearse")
                .directory(home.toFile())
                .redirectErrorStream(true)
                .start();
        String log = new String(rehearsal.getInputStream().readAllBytes(), StandardCharsets.UTF_8);

        assertThat(rehearsal.waitFor()).as(log).isZero();
        assertThat(log).contains("The engine is warm");
        assertThat(home).isEmptyDirectory();
    }
}
