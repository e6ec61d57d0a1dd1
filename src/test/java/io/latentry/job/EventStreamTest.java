package io.latentry.job;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latentry.job.Counting.Mishap;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.IntSupplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

@Tag("long")
class EventStreamTest {

    @TempDir
    private static Path home;

    private static JobServer server;
    private static JobClient client;

    @BeforeAll
    static void start() {
        server =
                JobServer.start(home, "latentry.jobs.stream.max-subscribers=2", "latentry.jobs.stream.heartbeat=100ms");
        client = server.client();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void followsAJobLiveUntilItEnds() {
        String id = client.submit(Counting.steps(100).every(Duration.ofMillis(10)));

        List<String> lines = client.follow(id, 0).body().toList();

        List<String> types = values(lines, "event:");
        assertThat(types).startsWith("queued", "started").contains("progress").endsWith("succeeded");
        assertThat(types).filteredOn("epoch"::equals).hasSize(20);
        List<Long> sequences = values(lines, "id:").stream().map(Long::valueOf).toList();
        assertThat(sequences).isSorted().doesNotHaveDuplicates().startsWith(1L).hasSize((int)
                sequences.get(sequences.size() - 1).longValue());
        assertThat(lines).as("heartbeats").contains(":alive");
    }

    @Test
    void replaysWhatASubscriberMissed() {
        String id = client.submit(Counting.steps(10));
        client.await(id, JobState.SUCCEEDED);
        List<JsonNode> events = client.events(id);

        List<String> lines = client.follow(id, 3).body().toList();

        assertThat(values(lines, "id:"))
                .isEqualTo(events.stream()
                        .skip(3)
                        .map(event -> event.get("sequence").asString())
                        .toList());
        assertThat(WorkerMessage.JSON.readTree(values(lines, "data:").get(0))).isEqualTo(events.get(3));
    }

    @Test
    void tellsAnEventSourceThatThereIsNothingMore() {
        String id = client.submit(Counting.steps(1));
        client.await(id, JobState.SUCCEEDED);
        int last = client.events(id).size();

        assertThat(client.follow(id, last).statusCode()).isEqualTo(204);
    }

    @Test
    void staysOpenBeyondTheEndOfAnEarlierRun() {
        String id = client.submit(Counting.steps(60).every(Duration.ofMillis(10)));
        client.awaitStep(id, 1);
        client.post(id, "cancel");
        client.await(id, JobState.CANCELLED);
        client.post(id, "resume");

        List<String> types = values(client.follow(id, 0).body().toList(), "event:");

        assertThat(types).contains("cancelled", "resumed").endsWith("succeeded");
    }

    @Test
    void pagesThroughTheEvents() {
        String id = client.submit(Counting.steps(20));
        client.await(id, JobState.SUCCEEDED);
        List<JsonNode> all = client.events(id);

        JsonNode first = JobClient.json(client.get("/v1/jobs/" + id + "/events?limit=2"));
        JsonNode second = JobClient.json(client.get("/v1/jobs/" + id + "/events?limit=500&after="
                + first.get("next").asString()));

        assertThat(first.get("items").valueStream().toList()).isEqualTo(all.subList(0, 2));
        assertThat(second.get("items").valueStream().toList()).isEqualTo(all.subList(2, all.size()));
        assertThat(second.has("next")).isFalse();
    }

    @Test
    void refusesMoreSubscribersThanConfigured() {
        String id = client.submit(Counting.slow());
        HttpResponse<Stream<String>> first = client.follow(id, 0);
        HttpResponse<Stream<String>> second = client.follow(id, 0);

        HttpResponse<Stream<String>> third = client.follow(id, 0);

        assertThat(third.statusCode()).isEqualTo(429);
        assertThat(third.headers().firstValue("Retry-After")).isPresent();
        first.body().close();
        second.body().close();
        client.post(id, "cancel");
        client.await(id, JobState.CANCELLED);

        assertThat(letIn(client, id).body()).as("once the others have gone").isNotEmpty();
    }

    @Test
    void isNotHeldUpBySubscribersThatDoNotRead(@TempDir Path store) throws Exception {
        try (JobServer own = JobServer.start(store);
                SilentSubscribers silent = new SilentSubscribers()) {
            JobClient reader = own.client();
            String id = reader.submit(
                    Counting.steps(100).every(Duration.ofMillis(20)).with(Mishap.CHATTER, 0));
            silent.subscribe(own.uri(), id, 8);

            List<String> lines = reader.follow(id, 0).body().toList();

            Duration late = Duration.between(
                    Instant.parse(reader.job(id).get("finishedAt").asString()), Instant.now());
            assertThat(values(lines, "event:")).endsWith("succeeded");
            assertThat(late).isLessThan(Duration.ofSeconds(2));
        }
    }

    @Test
    void dropsSubscribersThatDoNotRead(@TempDir Path store) throws Exception {
        try (JobServer own = JobServer.start(
                        store, "latentry.jobs.stream.max-subscribers=2", "latentry.jobs.stream.heartbeat=1s");
                SilentSubscribers silent = new SilentSubscribers()) {
            JobClient reader = own.client();
            String id = reader.submit(Counting.steps(1).with(Mishap.CHATTER, 0));
            reader.await(id, JobState.SUCCEEDED);
            silent.subscribe(own.uri(), id, 2);

            await().until(() -> reader.follow(id, 0).statusCode() == 429);

            assertThat(values(letIn(reader, id).body().toList(), "event:")).endsWith("succeeded");
        }
    }

    @Test
    void doesNotHoldUpTheShutdown(@TempDir Path store) throws Exception {
        stopsAtOnce(store, status -> await().until(() -> status.getAsInt() == 429));
    }

    @ParameterizedTest
    @ValueSource(ints = {20, 60})
    void doesNotHoldUpTheShutdownAsSubscribersCome(int millis, @TempDir Path store) throws Exception {
        stopsAtOnce(store, status -> Thread.sleep(millis));
    }

    private interface Waiting {

        /**
         * Waits for the moment to stop.
         *
         * @param status that another subscriber is answered with
         */
        void until(IntSupplier status) throws InterruptedException;
    }

    private static void stopsAtOnce(Path store, Waiting waiting) throws Exception {
        long stopping;
        try (JobServer own = JobServer.start(store, "latentry.jobs.stream.max-subscribers=8");
                SilentSubscribers silent = new SilentSubscribers()) {
            JobClient reader = own.client();
            String id = reader.submit(Counting.steps(1).with(Mishap.CHATTER, 0));
            reader.await(id, JobState.SUCCEEDED);
            silent.subscribe(own.uri(), id, 8);
            waiting.until(() -> reader.follow(id, 0).statusCode());
            stopping = System.nanoTime();
            own.close();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - stopping)).isLessThan(Duration.ofSeconds(5));
    }

    /** Asks until there is room. */
    private static HttpResponse<Stream<String>> letIn(JobClient reader, String id) {
        return await().until(() -> reader.follow(id, 0), response -> response.statusCode() == 200);
    }

    private static List<String> values(List<String> lines, String field) {
        return lines.stream()
                .filter(line -> line.startsWith(field))
                .map(line -> line.substring(field.length()))
                .toList();
    }
}
