package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.testing.FileServer;
import io.latentry.testing.LatentryClient;
import io.latentry.testing.ServerProcess;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What becomes of an import, whose file comes slowly, when something happens to its worker, its server or its source. */
@Tag("long")
class DownloadKillTests {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MORE_DEATHS_THAN_IN_A_ROW = 4;
    private static final int BYTES_PER_SECOND = 150_000;

    @TempDir
    private Path home;

    private FileServer source;
    private ServerProcess server;
    private LatentryClient client;
    private byte[] artifact;

    @BeforeEach
    void start() throws Exception {
        source = new FileServer(new byte[0]);
        serve(source.address());
        artifact = client.send("GET", "/v1/models/demo-vae/artifact", "", "*/*").body();
        source.serve(artifact);
        source.pace(BYTES_PER_SECOND);
    }

    private void serve(String allowed) {
        server = ServerProcess.start(LatentryApplication.class, home, Map.of("latentry.downloads.sources", allowed));
        client = new LatentryClient(server.uri().toString());
    }

    @AfterEach
    void stop() {
        server.close();
        source.close();
    }

    @Test
    void goesOnHoweverOftenItsWorkerIsKilled() throws Exception {
        String job = submit("worker-killed");
        for (int deaths = 0; deaths < MORE_DEATHS_THAN_IN_A_ROW; deaths++) {
            untilFurther(job);
            assertThat(server.workers()).isNotEmpty().allMatch(ProcessHandle::destroyForcibly);
        }

        importsOnceInPieces(job, "worker-killed", MORE_DEATHS_THAN_IN_A_ROW);
    }

    @Test
    void goesOnWhenItsServerIsKilled() throws Exception {
        String job = submit("server-killed");
        untilFurther(job);
        List<ProcessHandle> orphans = server.workers();
        server.kill();
        serve(source.address());
        untilFurther(job);
        assertThat(orphans).noneMatch(ProcessHandle::isAlive);
        server.killWithWorkers();
        serve(source.address());

        importsOnceInPieces(job, "server-killed", 2);
    }

    @Test
    void goesOnWhenItIsResumed() throws Exception {
        String job = submit("cancelled");
        untilFurther(job);

        client.post("/v1/jobs/" + job + "/cancel", "");
        assertThat(client.await(job, PATIENCE).get("state").asString()).isEqualTo("cancelled");
        assertThat(bytes(job)).isBetween(1L, artifact.length - 1L);
        client.post("/v1/jobs/" + job + "/resume", "");

        importsOnceInPieces(job, "cancelled", 1);
    }

    private void importsOnceInPieces(String job, String model, int interruptions) {
        assertThat(client.awaitModel(job, PATIENCE)).isEqualTo(model + "@1");
        assertThat(client.get("/v1/models/" + model).get("weights"))
                .isEqualTo(client.get("/v1/models/demo-vae").get("weights"));
        List<Long> begins =
                source.ranges().stream().map(DownloadKillTests::begin).toList();
        assertThat(begins).hasSize(interruptions + 1).startsWith(0L).doesNotHaveDuplicates();
        assertThat(begins).isSorted();
    }

    private static long begin(String range) {
        return range.isEmpty() ? 0 : Long.parseLong(range.replaceAll("\\D", ""));
    }

    @Test
    void aWithdrawnSourceIsNotAskedByOlderJobs() throws Exception {
        String job = submit("withdrawn");
        untilFurther(job);
        server.killWithWorkers();
        int asked = source.ranges().size();

        serve("https://models.example/");
        assertThat(error(client.await(job, PATIENCE))).isEqualTo("source-not-allowed");
        client.post("/v1/jobs/" + job + "/resume", "");
        assertThat(error(client.await(job, PATIENCE))).isEqualTo("source-not-allowed");
        assertThat(source.ranges()).hasSize(asked);

        server.close();
        serve(source.address());
        client.post("/v1/jobs/" + job + "/resume", "");
        assertThat(client.awaitModel(job, PATIENCE)).isEqualTo("withdrawn@1");
    }

    private String submit(String model) throws Exception {
        String sha256 =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(artifact));
        return client.post(
                        "/v1/imports",
                        "{\"name\": \"%s\", \"url\": \"%s/file\", \"sha256\": \"%s\"}"
                                .formatted(model, source.address(), sha256))
                .get("id")
                .asString();
    }

    private void untilFurther(String job) throws InterruptedException {
        long before = bytes(job);
        while (bytes(job) <= before) {
            Thread.sleep(20);
        }
    }

    private long bytes(String job) {
        return client.get("/v1/jobs/" + job).path("progress").path("bytes").asLong();
    }

    private static String error(JsonNode job) {
        return job.at("/error/code").asString();
    }
}
