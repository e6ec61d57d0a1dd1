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

    @TempDir
    Path home;

    @Test
    void trainsServesAndStops() throws IOException, InterruptedException {
        try (ServerProcess server = ServerProcess.start(JAR.toAbsolutePath(), home)) {
            assertThat(awaitReadyLine(server))
                    .endsWith("Latentry is ready: http://localhost:"
                            + server.uri().getPort());
            assertThat(server.log()).doesNotContain(" WARN ").doesNotContain(" ERROR ");

            LatentryClient client = new LatentryClient(server.uri().toString());

            String model = client.awaitModel(
                    client.train("{\"method\": \"vae\", \"dataset\": \"digits\", \"model\": \"by-jar\","
                            + " \"hyperparameters\": {\"epochs\": 3}}"),
                    Duration.ofMinutes(2));

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
