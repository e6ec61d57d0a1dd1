package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Which jobs can be deleted, and which expire. */
class JobDeletionTests {

    private static final Duration KEEP = Duration.ofDays(3);

    @TempDir
    private static Path home;

    private static JobServer server;
    private static JobClient client;

    @BeforeAll
    static void start() {
        server = JobServer.start(home, "latentry.jobs.worker.heap=32MB", "latentry.jobs.keep=3d");
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aFinishedJobGoesWithItsEventsAndItsFolder() {
        String id = finished();
        assertThat(home.resolve("jobs").resolve(id)).isDirectory();

        assertThat(client.delete(id).statusCode()).isEqualTo(204);

        assertThat(client.get("/v1/jobs/" + id).statusCode()).isEqualTo(404);
        assertThat(client.get("/v1/jobs/" + id + "/events").statusCode()).isEqualTo(404);
        assertThat(client.get("/v1/jobs").body()).doesNotContain(id);
        assertThat(home.resolve("jobs").resolve(id)).doesNotExist();
        assertProblem(client.delete(id), 404, "job-not-found");
    }

    @Test
    void onlyAFinishedJobIsDeletedAndOnlyByItsId() {
        String id = client.submit(Counting.slow());
        client.awaitStep(id, 1);

        assertProblem(client.delete(id), 409, "job-not-finished");
        assertProblem(client.delete("latest"), 400, "invalid-input");

        client.post(id, "cancel");
        client.await(id, JobState.CANCELLED);
        assertThat(client.delete(id).statusCode()).isEqualTo(204);
        assertProblem(client.post(id, "resume"), 404, "job-not-found");
    }

    @Test
    void idsGoOnAfterTheNewestThatWasDeleted() {
        String id = finished();
        client.delete(id);

        assertThat(server.bean(JobTable.class).newestId())
                .isPresent()
                .hasValueSatisfying(newest -> assertThat(newest).isGreaterThanOrEqualTo(id));
        assertThat(server.bean(Jobs.class).isEmpty()).isFalse();
    }

    @Test
    void jobsExpireToWhichNothingRefers() {
        String expired = finished();
        String referred = finished();
        JobRetention retention = new JobRetention(
                server.bean(JobTable.class),
                server.bean(JobDeletion.class),
                List.of(() -> Set.of(referred)),
                server.bean(JobProperties.class));

        retention.expire(in(KEEP.minusHours(1)));
        assertThat(client.get("/v1/jobs/" + expired).statusCode()).isEqualTo(200);

        retention.expire(in(KEEP.plusHours(1)));
        assertThat(client.get("/v1/jobs/" + expired).statusCode()).isEqualTo(404);
        assertThat(client.get("/v1/jobs/" + referred).statusCode()).isEqualTo(200);
    }

    private static Clock in(Duration time) {
        return Clock.fixed(Instant.now().plus(time), ZoneOffset.UTC);
    }

    private static String finished() {
        String id = client.submit(Counting.steps(3));
        client.await(id, JobState.SUCCEEDED);
        return id;
    }

    private static void assertProblem(HttpResponse<String> response, int status, String code) {
        assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
        JsonNode problem = JobClient.json(response);
        assertThat(problem.get("code").asString()).isEqualTo(code);
    }
}
