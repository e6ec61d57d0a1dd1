package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.ApiDocument.Operation;
import io.latentry.model.DownloadProgress;
import io.latentry.model.EvaluationProgress;
import io.latentry.model.TrainingProgress;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Sends requests that are made up from the served OpenAPI document, and holds the answers to it: no status of 5xx but those
 * that it announces, every body of a media type that it announces, and all JSON as its schemas say.
 * {@code -Dlatentry.fuzz.requests} sets how many, {@code -Dlatentry.fuzz.seed} which.
 */
@TestPropertySource(
        properties = {
            // Workers end at once: what jobs do is not at stake.
            "latentry.jobs.worker.jvm-options=-version",
            "latentry.jobs.restart-delay=10ms",
            "latentry.jobs.queue-capacity=5",
            "latentry.inspection.max-items=64"
        })
class OpenApiFuzzTests extends WholeApplication {

    private static final int REQUESTS = Integer.getInteger("latentry.fuzz.requests", 1_000);
    private static final long SEED = Long.getLong("latentry.fuzz.seed", 20_261_130);
    private static final int MOST_FAILURES = 40;
    private static final int ROUND = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Map<String, String> failures = new LinkedHashMap<>();
    private final Map<Integer, Integer> statuses = new TreeMap<>();

    @Autowired
    private JdbcClient jdbc;

    @Test
    void everyAnswerIsAsTheDocumentSays() {
        ApiDocument document = new ApiDocument(client.get("/v3/api-docs"));
        List<Operation> operations = document.operations();
        Random random = new Random(SEED);
        RequestGenerator generator = new RequestGenerator(random, document, files());

        for (int i = 0; i < REQUESTS && failures.size() < MOST_FAILURES; i++) {
            if (i % ROUND == 0) {
                restore(i / ROUND);
            }
            Operation operation = operations.get(i % operations.size());
            check(document, operation, generator.next(operation));
        }

        assertThat(failures.values()).as("%s", statuses).isEmpty();
        assertThat(statuses.keySet()).contains(200, 201, 202, 204, 400, 404, 406, 409, 415, 422);
    }

    private List<byte[]> files() {
        return List.of(
                client.send("GET", "/v1/datasets/fashion-sample/items?limit=2", "", "application/x-npy")
                        .body(),
                client.send("GET", "/v1/datasets/fashion-sample/items?limit=1", "", "image/png")
                        .body(),
                client.send("GET", "/v1/models/demo-vae-2d/artifact", "", "*/*").body(),
                "a,b,label\n1,2,x\n3,4,y\n".getBytes(StandardCharsets.UTF_8),
                new byte[0]);
    }

    /** Brings back what requests have deleted, and gives jobs progress of each kind. */
    private void restore(int round) {
        client.post("/v1/demo", "");
        for (String sample : List.of("digits", "fashion-sample")) {
            client.send("POST", "/v1/datasets", "{\"sample\": \"" + sample + "\"}", "*/*");
        }
        List<Record> kinds = List.of(
                new TrainingProgress("training", 1, 2, 3, 4, Map.of("loss", 0.5), 6, 7),
                new DownloadProgress("download", 1, 1, -1, 5, -1),
                new EvaluationProgress("evaluation", 1, 2, "raw values", "knn", -1));
        jdbc.sql("UPDATE job SET progress = :progress")
                .param("progress", JsonMapper.shared().writeValueAsString(kinds.get(round % kinds.size())))
                .update();
    }

    private void check(ApiDocument document, Operation operation, GeneratedRequest request) {
        HttpResponse<InputStream> response = send(request);
        byte[] body = body(response);
        int status = response.statusCode();
        statuses.merge(status, 1, Integer::sum);
        String type = response.headers().firstValue("Content-Type").orElse("").replaceFirst(";.*", "");
        String problem = document.problem(operation, status, type, () -> json(body));
        if (!problem.isEmpty()) {
            failures.putIfAbsent(
                    operation + " " + status + " " + problem.replaceAll("[0-9]+", ""),
                    "%d %s: %s%n    %s".formatted(status, request, problem, start(body)));
        }
    }

    private HttpResponse<InputStream> send(GeneratedRequest request) {
        HttpRequest.Builder builder = HttpRequest.newBuilder(URI.create(address() + request.path()))
                .timeout(Duration.ofSeconds(60))
                .method(request.method(), BodyPublishers.ofByteArray(request.body()));
        if (!request.type().isEmpty()) {
            builder.header("Content-Type", request.type());
        }
        if (!request.accept().isEmpty()) {
            builder.header("Accept", request.accept());
        }
        try {
            return http.send(builder.build(), BodyHandlers.ofInputStream());
        } catch (IOException e) {
            throw new UncheckedIOException(request.toString(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode json(byte[] body) {
        return JsonMapper.shared().readTree(body);
    }

    private static String start(byte[] body) {
        return new String(body, 0, Math.min(500, body.length), StandardCharsets.UTF_8);
    }

    /** Reads nothing of what has no end. */
    private static byte[] body(HttpResponse<InputStream> response) {
        boolean isEndless =
                response.headers().firstValue("Content-Type").orElse("").startsWith("text/event-stream");
        try (InputStream body = response.body()) {
            return isEndless ? new byte[0] : body.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
