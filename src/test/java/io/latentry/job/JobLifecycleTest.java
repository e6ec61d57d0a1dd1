package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What becomes of jobs, as their owner sees it. */
class JobLifecycleTest {

    @TempDir
    private static Path home;

    private static JobServer server;
    private static JobClient client;

    @BeforeAll
    static void start() {
        server = JobServer.start(home);
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
}
