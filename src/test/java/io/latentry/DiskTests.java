package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.storage.FreeSpace;
import io.latentry.testing.ChunkedUpload;
import io.latentry.testing.Form;
import io.latentry.testing.TemporaryVolume;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIf;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.context.TestPropertySource;

/** A disk that fills and is freed, and a store that disappears and comes back, under a running server. */
@EnabledIf("canMount")
@ExtendWith(OutputCaptureExtension.class)
@TestPropertySource(
        properties = {
            "latentry.demo=false",
            "latentry.datasets.samples=false",
            "latentry.training.checkpoint-interval=100ms",
            "latentry.store.check-interval=200ms"
        })
class DiskTests extends WholeApplication {

    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final int MEGABYTES = 32;

    private static final String TRAINING =
            "{\"method\": \"vae\", \"dataset\": \"digits\", \"model\": \"%s\", \"seed\": 1,"
                    + " \"hyperparameters\": {\"hidden\": [32], \"latentSize\": 4, \"epochs\": %d, \"patience\": 0}}";

    private static TemporaryVolume volume;

    static boolean canMount() {
        return TemporaryVolume.isPossible();
    }

    @BeforeAll
    static void mount() {
        volume = TemporaryVolume.over(home, MEGABYTES);
    }

    @AfterEach
    void free() {
        volume.free();
    }

    @AfterAll
    static void unmount() {
        volume.close();
    }

    @Test
    void aFullDiskIsSaidAndEndsByItself(CapturedOutput output) throws IOException {
        addDataset("kept");
        addDataset("going");
        client.importArtifact("encoder", artifact());
        client.importArtifact("going", artifact());

        volume.fill();
        awaitStatus("/actuator/health/writes", 503);

        assertProblem(send("POST", "/v1/datasets", "{\"sample\": \"digits\", \"name\": \"more\"}"), 507, "disk-full");
        assertProblem(
                send("POST", "/v1/jobs", TRAINING.formatted("more", 1).replace("digits", "kept")), 507, "disk-full");
        assertProblem(send("PUT", "/v1/models/encoder/aliases/best", "{\"version\": 1}"), 507, "disk-full");
        assertThat(text("/actuator/health")).contains("\"state\":\"full\"", "\"reserveBytes\":", "\"reason\":");
        assertThat(status("GET", "/actuator/health/readiness")).isEqualTo(200);
        assertThat(status("GET", "/v1/datasets/kept")).isEqualTo(200);
        assertThat(status("GET", "/v1/datasets/kept/items?limit=1")).isEqualTo(200);
        assertThat(send("POST", "/v1/models/encoder/sample", "{\"n\": 1}").statusCode())
                .isEqualTo(200);
        assertThat(status("DELETE", "/v1/datasets/going")).isEqualTo(204);
        assertThat(status("DELETE", "/v1/models/going")).isEqualTo(204);
        assertThat(status("GET", "/v1/models/going")).isEqualTo(404);

        volume.free();
        awaitStatus("/actuator/health/writes", 200);
        assertThat(send("PUT", "/v1/models/encoder/aliases/best", "{\"version\": 1}")
                        .statusCode())
                .isEqualTo(200);
        assertThat(status("GET", "/v1/datasets/going")).isEqualTo(404);
        assertThat(output).doesNotContain("\tat ", "Internal error");
        assertThat(output.toString().lines().filter(line -> line.contains("The store is FULL")))
                .hasSize(1);
        assertThat(output).containsOnlyOnce("The store can be written again");
    }

    @Test
    void aJobPausesWhileTheDiskIsFullAndEndsAsIfNothingHadBeen() {
        addDataset("digits");
        String undisturbed = weights(client.train(TRAINING.formatted("undisturbed", 40)));

        String job = client.train(TRAINING.formatted("disturbed", 40));
        awaitEvent(job, "epoch");
        volume.fill();
        awaitEvent(job, "paused");
        await(() -> text("/v1/jobs/" + job).contains("\"state\":\"queued\""), "the job to be queued");
        assertThat(events(job)).contains("disk-full").doesNotContain("worker-died");

        volume.free();
        assertThat(weights(job)).isEqualTo(undisturbed);
        assertThat(events(job)).contains("\"resumed\"");
    }

    @Test
    void aJobThatWaitsForRoomCanBeCancelledAndDeleted() {
        addDataset("restless");
        String job = client.train(TRAINING.formatted("never", 4_000).replace("digits", "restless"));
        awaitEvent(job, "epoch");
        volume.fill();
        awaitStatus("/actuator/health/writes", 503);

        await(() -> send("POST", "/v1/jobs/" + job + "/cancel", "").statusCode() < 300, "the cancellation");
        await(() -> text("/v1/jobs/" + job).contains("\"state\":\"cancelled\""), "the job to be cancelled");
        assertThat(status("DELETE", "/v1/jobs/" + job)).isEqualTo(204);
        assertThat(status("GET", "/v1/jobs/" + job)).isEqualTo(404);

        volume.free();
        awaitStatus("/actuator/health/writes", 200);
    }

    /** Tomcat writes the files of forms itself. */
    @Test
    void anUploadOfUnknownLengthLeavesTheReserve() throws Exception {
        AtomicLong least = new AtomicLong(Long.MAX_VALUE);
        AtomicBoolean isOver = new AtomicBoolean();
        Thread watch = new Thread(() -> {
            while (!isOver.get()) {
                least.accumulateAndGet(home.toFile().getUsableSpace(), Math::min);
                LockSupport.parkNanos(1_000_000);
            }
        });
        watch.setDaemon(true);
        watch.start();
        Form form = Form.named("large").text("label", "class").file("file", new byte[(2 * MEGABYTES) << 20]);
        String answer = ChunkedUpload.post(client.server(), "/v1/datasets", form);
        isOver.set(true);
        watch.join();

        assertThat(answer).startsWith("HTTP/1.1 507").contains("\"code\":\"disk-full\"");
        assertThat(least.get()).isGreaterThan(FreeSpace.reserve(home) - (1 << 20));
        assertThat(home.resolve("tmp")).isDirectoryNotContaining("glob:**upload_*");
    }

    @Test
    void aStoreThatIsGoneAnswersNothingUntilItIsBack() throws IOException {
        addDataset("there");
        client.importArtifact("before", artifact());
        try (TemporaryVolume other = TemporaryVolume.over(home, 4)) {
            assertProblem(send("PUT", "/v1/models/before/aliases/lost", "{\"version\": 1}"), 503, "storage-lost");
            awaitStatus("/actuator/health/readiness", 503);
            assertProblem(
                    send("POST", "/v1/datasets", "{\"sample\": \"digits\", \"name\": \"late\"}"), 503, "storage-lost");
            assertProblem(send("GET", "/v1/datasets", ""), 503, "storage-lost");
            Form form = Form.named("later").file("file", "a,b\n1,2\n3,4\n");
            assertProblem(client.send("POST", "/v1/datasets", form.contentType(), form.body()), 503, "storage-lost");
            assertThat(home).as("nothing is written to another volume").isEmptyDirectory();
        }
        awaitStatus("/actuator/health/writes", 200);
        assertThat(status("GET", "/v1/datasets/there")).isEqualTo(200);
        assertThat(send("PUT", "/v1/models/before/aliases/back", "{\"version\": 1}")
                        .statusCode())
                .isEqualTo(200);

        Path database = home.resolve("db");
        Path away = home.resolve("db-away");
        Files.move(database, away);
        assertProblem(send("PUT", "/v1/models/before/aliases/lost", "{\"version\": 1}"), 503, "storage-lost");
        Files.move(away, database);
        awaitStatus("/actuator/health/writes", 200);
    }

    private void addDataset(String name) {
        client.post("/v1/datasets", "{\"sample\": \"digits\", \"name\": \"" + name + "\"}");
    }

    private static byte[] artifact() throws IOException {
        try (InputStream input = DiskTests.class.getResourceAsStream("/demo/demo-vae-2d.zip")) {
            return input.readAllBytes();
        }
    }

    private String weights(String job) {
        return client.get("/v1/models/" + client.awaitModel(job, PATIENCE))
                .get("weights")
                .asString();
    }

    private void awaitEvent(String job, String type) {
        await(() -> events(job).contains("\"" + type + "\""), "an event " + type);
    }

    /** Or a problem, in the moment in which the database is opened again. */
    private String events(String job) {
        return text("/v1/jobs/" + job + "/events?limit=500");
    }

    private void awaitStatus(String path, int status) {
        await(() -> status("GET", path) == status, path + " to answer " + status);
    }

    private static void await(BooleanSupplier condition, String what) {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.getAsBoolean()) {
            assertThat(Instant.now()).as("waiting for %s", what).isBefore(end);
            LockSupport.parkNanos(20_000_000);
        }
    }

    /** The body of an answer, whatever its status. */
    private String text(String path) {
        return new String(send("GET", path, "").body(), StandardCharsets.UTF_8);
    }

    private int status(String method, String path) {
        return send(method, path, "").statusCode();
    }

    private HttpResponse<byte[]> send(String method, String path, String body) {
        return client.send(method, path, body, "*/*");
    }

    private static void assertProblem(HttpResponse<byte[]> answer, int status, String code) {
        String text = new String(answer.body(), StandardCharsets.UTF_8);
        assertThat(answer.statusCode()).as(text).isEqualTo(status);
        assertThat(text).contains("\"code\":\"" + code + "\"");
        assertThat(answer.headers().allValues("Retry-After")).hasSize(status == 503 ? 1 : 0);
    }
}
