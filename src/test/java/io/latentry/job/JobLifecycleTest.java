package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.job.Counting.Mishap;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What becomes of jobs, as their owner sees it. */
@Tag("long")
class JobLifecycleTest {

    @TempDir
    private static Path home;

    private static JobServer server;
    private static JobClient client;

    @BeforeAll
    static void start() {
        server = JobServer.start(home, "latentry.jobs.worker.heap=32MB", "latentry.jobs.cancel-grace=1s");
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void runsAJobInAnotherProcessAndPublishesItsResult() {
        String id = client.submit(Counting.steps(10));

        JsonNode job = client.await(id, JobState.SUCCEEDED);

        assertThat(job.at("/result/model").asString()).isEqualTo("sum-55");
        assertThat(job.at("/progress/step").asInt()).isEqualTo(10);
        assertThat(job.get("method").asString()).isEqualTo("counting");
        assertThat(job.get("attempts").asInt()).isEqualTo(1);
        assertThat(client.eventTypes(id)).containsExactly("queued", "started", "epoch", "epoch", "succeeded");
    }

    @Test
    void cancelsARunningJobWhichGoesOnFromItsCheckpointWhenResumed() {
        String id = client.submit(Counting.steps(120).every(Duration.ofMillis(10)));
        client.awaitStep(id, 1);

        assertThat(client.post(id, "cancel").statusCode()).isEqualTo(202);
        JsonNode cancelled = client.await(id, JobState.CANCELLED);
        int stoppedAt = cancelled.at("/progress/step").asInt();
        assertThat(stoppedAt).isBetween(1, 119);
        assertThat(cancelled.has("finishedAt")).isTrue();

        assertThat(client.post(id, "resume").statusCode()).isEqualTo(202);
        JsonNode resumed = client.await(id, JobState.SUCCEEDED);
        assertThat(resumed.at("/result/model").asString()).isEqualTo("sum-7260");
        assertThat(client.eventTypes(id))
                .filteredOn(type -> !type.equals("epoch"))
                .containsExactly("queued", "started", "cancelling", "cancelled", "queued", "resumed", "succeeded");
        assertThat(client.eventTypes(id)).filteredOn("epoch"::equals).hasSize(24);
    }

    @Test
    void cancelsAWaitingJobAtOnce() {
        String running = client.submit(Counting.slow());
        String waiting = client.submit(Counting.steps(3));
        client.awaitStep(running, 1);

        JsonNode cancelled = JobClient.json(client.post(waiting, "cancel"));

        assertThat(cancelled.get("state").asString()).isEqualTo("cancelled");
        assertThat(cancelled.get("attempts").asInt()).isZero();
        client.post(running, "cancel");
        client.await(running, JobState.CANCELLED);
        client.post(waiting, "resume");
        assertThat(client.await(waiting, JobState.SUCCEEDED).at("/result/model").asString())
                .isEqualTo("sum-6");
    }

    @Test
    void killsAWorkerThatDoesNotStopWithinTheGrace() {
        String id = client.submit(Counting.slow().with(Mishap.IGNORE_STOP, 0));
        client.awaitStep(id, 1);

        client.post(id, "cancel");

        client.await(id, JobState.CANCELLED);
        assertThat(client.eventTypes(id)).doesNotContain("worker-died");
    }

    @Test
    void failsAJobForTheReasonThatItsTaskGives() {
        String id = client.submit(Counting.steps(10).with(Mishap.FAIL, 5));

        JsonNode job = client.await(id, JobState.FAILED);

        assertThat(job.at("/error/code").asString()).isEqualTo("loss-not-finite");
        assertThat(job.at("/error/detail").asString()).isEqualTo("The loss is NaN at step 1");
        assertThat(job.get("attempts").asInt()).isEqualTo(1);
        assertThat(client.eventTypes(id)).containsExactly("queued", "started", "epoch", "failed");
    }

    @Test
    void replacesAWorkerThatDied() {
        String id = client.submit(Counting.steps(10).with(Mishap.CRASH_ONCE, 5));

        JsonNode job = client.await(id, JobState.SUCCEEDED);

        assertThat(job.at("/result/model").asString()).isEqualTo("sum-55");
        assertThat(client.eventTypes(id))
                .containsExactly("queued", "started", "epoch", "worker-died", "resumed", "epoch", "succeeded");
    }

    @Test
    void givesUpWhenWorkersKeepDyingAtTheSameStep() {
        String id = client.submit(Counting.steps(10).with(Mishap.CRASH, 5));

        JsonNode job = client.await(id, JobState.FAILED);

        assertThat(job.at("/error/code").asString()).isEqualTo("worker-died");
        assertThat(job.at("/error/detail").asString()).contains("exit code 7");
        assertThat(job.get("attempts").asInt()).isEqualTo(3);
    }

    @Test
    void saysThatTheHeapWasTooSmall() {
        String id = client.submit(Counting.steps(10).with(Mishap.OUT_OF_MEMORY, 5));

        assertThat(client.await(id, JobState.FAILED).at("/error/detail").asString())
                .contains("heap");
    }

    @Test
    void survivesKillsAtRandomMoments() {
        int steps = 400;
        String id = client.submit(Counting.steps(steps).every(Duration.ofMillis(4)));
        Random random = new Random(7);
        int kills = 0;
        for (int step = 1; step < steps / 2; step += 40 + random.nextInt(30)) {
            client.awaitStep(id, step);
            worker(id).ifPresent(ProcessHandle::destroyForcibly);
            kills++;
        }

        JsonNode job = client.await(id, JobState.SUCCEEDED);

        assertThat(job.at("/result/model").asString()).isEqualTo("sum-80200");
        assertThat(job.get("attempts").asInt()).isBetween(2, kills + 1);
    }

    @Test
    void letsTheServerDecideWhenAWorkerStops() {
        String id = client.submit(Counting.steps(60).every(Duration.ofMillis(10)));
        client.awaitStep(id, 1);

        worker(id).ifPresent(ProcessHandle::destroy);

        JsonNode job = client.await(id, JobState.SUCCEEDED);
        assertThat(job.get("attempts").asInt()).isEqualTo(1);
    }

    @Test
    void isNotConfusedByWhatLibrariesPrint() throws Exception {
        String id = client.submit(Counting.steps(10).with(Mishap.POLLUTE, 5));

        JsonNode job = client.await(id, JobState.SUCCEEDED);

        assertThat(job.at("/result/model").asString()).isEqualTo("sum-55");
        assertThat(job.get("attempts").asInt()).isEqualTo(1);
        assertThat(client.eventTypes(id)).containsExactly("queued", "started", "epoch", "epoch", "succeeded");
        Path log = home.resolve("jobs").resolve(id).resolve("worker.log");
        assertThat(Files.readString(log)).contains("CUDA not found", "no newline at the end");
    }

    private static Optional<ProcessHandle> worker(String id) {
        return server.bean(RunningWorkers.class).worker(id).flatMap(worker -> ProcessHandle.of(worker.pid()));
    }
}
