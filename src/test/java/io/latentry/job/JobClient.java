package io.latentry.job;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Talks to the jobs API. */
final class JobClient {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final URI server;

    JobClient(URI server) {
        this.server = server;
    }

    /** Submits a job and returns its id. */
    String submit(Counting counting) {
        HttpResponse<String> response = trySubmit(counting);
        if (response.statusCode() != 202) {
            throw new AssertionError(response.statusCode() + " " + response.body());
        }
        return json(response).get("id").asString();
    }

    HttpResponse<String> trySubmit(Counting counting) {
        String body = WorkerMessage.JSON.writeValueAsString(counting);
        return send(request("/v1/jobs").POST(BodyPublishers.ofString(body)));
    }

    HttpResponse<String> post(String id, String verb) {
        return send(request("/v1/jobs/" + id + "/" + verb).POST(BodyPublishers.noBody()));
    }

    HttpResponse<String> delete(String id) {
        return send(request("/v1/jobs/" + id).DELETE());
    }

    HttpResponse<String> get(String path) {
        return send(request(path));
    }

    JsonNode job(String id) {
        return json(get("/v1/jobs/" + id));
    }

    JsonNode await(String id, JobState state) {
        return await(id, job -> job.get("state").asString().equals(state.label()), "be " + state.label());
    }

    JsonNode awaitStep(String id, int step) {
        return await(id, job -> job.path("progress").path("step").asInt(0) >= step, "reach step " + step);
    }

    private JsonNode await(String id, Predicate<JsonNode> condition, String words) {
        long end = System.nanoTime() + LIMIT.toNanos();
        JsonNode job = job(id);
        while (!condition.test(job)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("The job did not " + words + ": " + job);
            }
            pause();
            job = job(id);
        }
        return job;
    }

    /** All events of a job. */
    List<JsonNode> events(String id) {
        return json(get("/v1/jobs/" + id + "/events?limit=500"))
                .get("items")
                .valueStream()
                .toList();
    }

    List<String> eventTypes(String id) {
        return events(id).stream()
                .map(event -> event.get("type").asString())
                .filter(type -> !type.equals(EventTypes.PROGRESS))
                .toList();
    }

    /** Follows a job's events; the stream ends with the job. */
    HttpResponse<Stream<String>> follow(String id, long lastEventId) {
        HttpRequest request = request("/v1/jobs/" + id + "/events")
                .header("Accept", "text/event-stream")
                .header("Last-Event-ID", String.valueOf(lastEventId))
                .build();
        try {
            return http.send(request, BodyHandlers.ofLines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    static JsonNode json(HttpResponse<String> response) {
        return WorkerMessage.JSON.readTree(response.body());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(server.resolve(path)).timeout(LIMIT);
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
