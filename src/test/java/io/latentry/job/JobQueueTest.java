package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What callers see of the queue's bounds. */
@Tag("long")
class JobQueueTest {

    @TempDir
    private Path home;

    @Test
    void refusesJobsBeyondItsCapacityAndLeavesNothingOfThem() throws Exception {
        try (JobServer server = JobServer.start(home, "latentry.jobs.queue-capacity=2")) {
            JobClient client = server.client();
            String running = client.submit(Counting.slow());
            client.awaitStep(running, 1);
            client.submit(Counting.steps(1));
            client.submit(Counting.steps(1));

            HttpResponse<String> refused = client.trySubmit(Counting.steps(1));

            assertThat(refused.statusCode()).isEqualTo(429);
            assertThat(refused.headers().firstValue("Retry-After")).contains("30");
            assertThat(JobClient.json(refused).get("code").asString()).isEqualTo("queue-full");
            try (Stream<Path> folders = Files.list(home.resolve("jobs"))) {
                assertThat(folders).hasSize(3);
            }
        }
    }

    @Test
    void saysThatAJobCannotBeResumedEvenWhenTheQueueIsFull() {
        try (JobServer server = JobServer.start(home, "latentry.jobs.queue-capacity=1")) {
            JobClient client = server.client();
            String done = client.submit(Counting.steps(1));
            client.await(done, JobState.SUCCEEDED);
            client.awaitStep(client.submit(Counting.slow()), 1);
            String cancelled = client.submit(Counting.steps(1));
            client.post(cancelled, "cancel");
            client.submit(Counting.steps(1));

            assertProblem(client.post(done, "resume"), 409, "job-not-resumable");
            assertProblem(client.post(cancelled, "resume"), 429, "queue-full");
        }
    }

    @Test
    void runsJobsInTheOrderOfTheirSubmissionAndListsTheNewestFirst() {
        try (JobServer server = JobServer.start(home)) {
            JobClient client = server.client();
            String first = client.submit(Counting.steps(50));
            String second = client.submit(Counting.steps(1));
            String third = client.submit(Counting.steps(1));

            JsonNode last = client.await(third, JobState.SUCCEEDED);

            assertThat(last.get("startedAt").asString())
                    .isGreaterThan(client.job(second).get("finishedAt").asString());
            assertThat(client.job(second).get("startedAt").asString())
                    .isGreaterThan(client.job(first).get("finishedAt").asString());
            JsonNode page = JobClient.json(client.get("/v1/jobs?limit=2"));
            assertThat(ids(page)).containsExactly(third, second);
            JsonNode rest = JobClient.json(
                    client.get("/v1/jobs?limit=2&after=" + page.get("next").asString()));
            assertThat(ids(rest)).containsExactly(first);
            assertThat(rest.has("next")).isFalse();
            assertThat(ids(JobClient.json(client.get("/v1/jobs?state=failed")))).isEmpty();
        }
    }

    @Test
    void runsSeveralJobsAtATimeWhereConfigured() {
        try (JobServer server = JobServer.start(home, "latentry.jobs.concurrent=2")) {
            JobClient client = server.client();
            String first = client.submit(Counting.slow());
            String second = client.submit(Counting.slow());

            client.awaitStep(first, 1);
            client.awaitStep(second, 1);

            MeterRegistry meters = server.bean(MeterRegistry.class);
            assertThat(meters.get("latentry.jobs")
                            .tag("state", "running")
                            .gauge()
                            .value())
                    .isEqualTo(2);
            assertThat(meters.get("latentry.jobs.wait").timer().count()).isEqualTo(2);
        }
    }

    @Test
    void answersMistakesWithProblems() {
        try (JobServer server = JobServer.start(home)) {
            JobClient client = server.client();
            String done = client.submit(Counting.steps(1));
            client.await(done, JobState.SUCCEEDED);

            assertProblem(client.get("/v1/jobs/nonsense"), 404, "job-not-found");
            assertProblem(client.get("/v1/jobs/nonsense/events"), 404, "job-not-found");
            assertProblem(client.post("nonsense", "cancel"), 404, "job-not-found");
            assertProblem(client.post(done, "cancel"), 409, "job-finished");
            assertProblem(client.post(done, "resume"), 409, "job-not-resumable");
            assertProblem(client.get("/v1/jobs?limit=0"), 400, "invalid-input");
            assertProblem(client.get("/v1/jobs?limit=501"), 400, "invalid-input");
            assertProblem(client.get("/v1/jobs?state=lost"), 400, "invalid-input");
            assertProblem(client.get("/v1/jobs/" + done + "/events?limit=0"), 400, "invalid-input");
            assertThat(client.follow("nonsense", 0).statusCode()).isEqualTo(404);
        }
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        assertThat(JobClient.json(response).get("code").asString()).isEqualTo(code);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
    }

    private static Stream<String> ids(JsonNode page) {
        return page.get("items").valueStream().map(job -> job.get("id").asString());
    }
}
