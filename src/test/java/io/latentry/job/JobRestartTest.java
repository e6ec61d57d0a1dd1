package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latentry.testing.ServerProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Jobs outlive their server. */
@Tag("long")
class JobRestartTest {

    private static final Map<String, String> PROPERTIES = Map.of(
            "latentry.jobs.worker.main-class", JobApplication.class.getName(), "latentry.jobs.restart-delay", "20ms");

    @TempDir
    private Path home;

    @Test
    void stopsItsWorkersAndGoesOnWithThemAfterARestart() {
        String running;
        String waiting;
        try (JobServer server = JobServer.start(home)) {
            JobClient client = server.client();
            running = client.submit(Counting.steps(200).every(Duration.ofMillis(10)));
            waiting = client.submit(Counting.steps(3));
            client.awaitStep(running, 20);
        }

        try (JobServer server = JobServer.start(home)) {
            JobClient client = server.client();
            assertThat(client.await(running, JobState.SUCCEEDED)
                            .at("/result/model")
                            .asString())
                    .isEqualTo("sum-20100");
            client.await(waiting, JobState.SUCCEEDED);
            assertThat(client.eventTypes(running))
                    .filteredOn(type -> !type.equals("epoch"))
                    .containsExactly("queued", "started", "queued", "resumed", "succeeded");
            assertThat(client.eventTypes(running)).filteredOn("epoch"::equals).hasSize(40);
        }
    }

    @Test
    void keepsEveryAcknowledgedJobWhenKilledRightAfterTheAnswer() {
        List<String> ids = new ArrayList<>();
        try (ServerProcess server = ServerProcess.start(JobApplication.class, home, PROPERTIES)) {
            JobClient client = new JobClient(server.uri());
            for (int job = 0; job < 5; job++) {
                ids.add(client.submit(Counting.steps(3)));
            }
            server.kill();
        }

        try (JobServer server = JobServer.start(home)) {
            for (String id : ids) {
                assertThat(server.client()
                                .await(id, JobState.SUCCEEDED)
                                .at("/result/model")
                                .asString())
                        .isEqualTo("sum-6");
            }
        }
    }

    @Test
    void resumesWithinSecondsWhenServerOrBothAreKilledAtRandomMoments() {
        Random random = new Random(11);
        String id;
        try (ServerProcess server = ServerProcess.start(JobApplication.class, home, PROPERTIES)) {
            JobClient client = new JobClient(server.uri());
            id = client.submit(Counting.steps(300).every(Duration.ofMillis(10)));
            client.awaitStep(id, 1 + random.nextInt(40));
            server.kill();
        }
        try (ServerProcess server = ServerProcess.start(JobApplication.class, home, PROPERTIES)) {
            long ready = System.nanoTime();
            JobClient client = new JobClient(server.uri());
            int before = client.job(id).at("/progress/step").asInt();
            client.awaitStep(id, before + 1 + random.nextInt(40));
            assertThat(Duration.ofNanos(System.nanoTime() - ready)).isLessThan(Duration.ofSeconds(20));
            server.killWithWorkers();
        }

        try (JobServer server = JobServer.start(home)) {
            JsonNode job = server.client().await(id, JobState.SUCCEEDED);
            assertThat(job.at("/result/model").asString()).isEqualTo("sum-45150");
            assertThat(job.get("attempts").asInt()).isEqualTo(3);
        }
    }

    @Test
    void cancelsAJobWhoseServerWasKilledWhileItWasBeingCancelled() throws Exception {
        String id;
        try (ServerProcess server = ServerProcess.start(JobApplication.class, home, PROPERTIES)) {
            JobClient client = new JobClient(server.uri());
            id = client.submit(Counting.slow().with(Counting.Mishap.IGNORE_STOP, 0));
            client.awaitStep(id, 1);
            client.post(id, "cancel");
            client.await(id, JobState.CANCELLING);
        }

        try (JobServer server = JobServer.start(home)) {
            assertThat(server.client().job(id).get("state").asString()).isEqualTo("cancelled");
        }
    }

    @Test
    void publishesWhatAWorkerCompletedWithoutRunningItAgain() throws Exception {
        String id;
        try (JobServer server = JobServer.start(home)) {
            JobClient client = server.client();
            id = client.submit(Counting.slow());
            client.awaitStep(id, 1);
        }
        Path folder = home.resolve("jobs").resolve(id);
        Files.writeString(folder.resolve(CountingTask.RESULT), "42");
        Files.createFile(folder.resolve(WorkerFiles.COMPLETED));

        try (JobServer server = JobServer.start(home)) {
            JsonNode job = server.client().await(id, JobState.SUCCEEDED);
            assertThat(job.at("/result/model").asString()).isEqualTo("sum-42");
            assertThat(job.get("attempts").asInt()).isEqualTo(1);
        }
    }

    @Test
    void numbersJobsAfterTheStoredOnesEvenIfTheClockWasSetBack() {
        String future = "7fffffff-ffff-7ffe-8b54-3d6f2a7c9e11";
        try (JobServer server = JobServer.start(home)) {
            server.client().await(server.client().submit(Counting.steps(1)), JobState.SUCCEEDED);
            server.bean(JdbcClient.class)
                    .sql("INSERT INTO job SELECT ?, type, state, specification, subject, progress, result, error_code,"
                            + " error_detail, attempts, fruitless_attempts, furthest_step, 0, created_at, queued_at,"
                            + " started_at, finished_at, memory_estimate FROM job")
                    .param(future)
                    .update();
        }

        try (JobServer server = JobServer.start(home)) {
            JobClient client = server.client();
            String first = client.submit(Counting.steps(1));
            assertThat(client.job("latest").get("id").asString()).isEqualTo(first);
            String second = client.submit(Counting.steps(1));
            assertThat(client.job("latest").get("id").asString()).isEqualTo(second);
            assertThat(List.of(future, first, second)).isSorted();
        }
    }

    @Test
    void keepsNoCheckpointsOfJobsThatAreDone() throws Exception {
        String id;
        Path folder;
        try (JobServer server = JobServer.start(home)) {
            id = server.client().submit(Counting.steps(3));
            server.client().await(id, JobState.SUCCEEDED);
            folder = home.resolve("jobs").resolve(id);
            assertThat(folder.resolve(WorkerFiles.SPECIFICATION)).exists();
            await().untilAsserted(() ->
                    assertThat(folder.resolve(CountingTask.RESULT)).doesNotExist());
        }
        Files.writeString(folder.resolve(CountingTask.RESULT), "left by a crash");

        JobServer.start(home).close();

        assertThat(folder.resolve(CountingTask.RESULT)).doesNotExist();
        assertThat(folder.resolve(WorkerFiles.SPECIFICATION)).exists();
    }

    @Test
    void sweepsFoldersOfJobsThatWereNeverAcknowledged() throws Exception {
        Path orphan = Files.createDirectories(home.resolve("jobs").resolve("019c0f6e-7a10-7000-8b54-3d6f2a7c9e11"));
        Files.writeString(orphan.resolve(WorkerFiles.SPECIFICATION), "{}");

        Path unfinished = Files.createDirectories(home.resolve("tmp").resolve("job-019c0f6e"));

        JobServer.start(home).close();

        assertThat(orphan).doesNotExist();
        assertThat(unfinished).doesNotExist();
    }

    @Test
    void stopsSoonWhenAskedToAndLeavesNoWorker() throws Exception {
        try (ServerProcess server = ServerProcess.start(JobApplication.class, home, PROPERTIES)) {
            JobClient client = new JobClient(server.uri());
            String id = client.submit(Counting.slow());
            client.awaitStep(id, 1);
            List<ProcessHandle> workers = server.workers();
            assertThat(workers).hasSize(1);

            server.stop(Duration.ofSeconds(15));

            assertThat(workers).noneMatch(ProcessHandle::isAlive);
        }
    }
}
