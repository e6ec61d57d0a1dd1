package io.latentry.fault;

import io.latentry.testing.LatentryClient;
import java.io.UncheckedIOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A client that repeats what is refused until it is done, and complains of answers that no fault excuses. */
final class Requests {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Duration PATIENCE_WITH_JOBS = Duration.ofMinutes(3);

    private final LatentryClient client;
    private final List<String> complaints;

    Requests(LatentryClient client, List<String> complaints) {
        this.client = client;
        this.complaints = complaints;
    }

    /** Sends a request until it succeeds; after a refusal, a conflict or an absence says that it had been done after all. */
    JsonNode untilDone(String what, Function<LatentryClient, HttpResponse<byte[]>> request) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        boolean refused = false;
        while (true) {
            HttpResponse<byte[]> answer = answer(what, request);
            if (isDone(answer, refused)) {
                return json(answer);
            }
            refused = true;
            if (!isAnnounced(answer)) {
                complain(what + " was answered with " + text(answer));
            }
            if (System.nanoTime() > end) {
                throw new StuckException(what + " is still answered with " + text(answer));
            }
            pause();
        }
    }

    private HttpResponse<byte[]> answer(String what, Function<LatentryClient, HttpResponse<byte[]>> request) {
        try {
            return request.apply(client);
        } catch (UncheckedIOException e) {
            throw new StuckException(what + " was not answered: " + e.getCause());
        }
    }

    private static boolean isDone(HttpResponse<byte[]> answer, boolean refused) {
        int status = answer.statusCode();
        return status < 300 || (refused && (status == 409 || status == 404));
    }

    JsonNode get(String path) {
        return untilDone(
                "GET " + path.replaceAll("[0-9a-f-]{36}", "*"), http -> http.send("GET", path, "", "application/json"));
    }

    /** Waits for the end of a job, which may have to be resumed only where a fault is the end of its worker. */
    JsonNode await(String job, boolean mayFail) {
        long end = System.nanoTime() + PATIENCE_WITH_JOBS.toNanos();
        JsonNode view = get("/v1/jobs/" + job);
        while (!view.get("state").asString().equals("succeeded")) {
            if (view.get("state").asString().equals("failed")) {
                if (!mayFail) {
                    complain("job " + view.path("type").asString() + " failed: " + view.path("error"));
                }
                untilDone("resuming", http -> http.send("POST", "/v1/jobs/" + job + "/resume", "", "*/*"));
            }
            if (System.nanoTime() > end) {
                throw new StuckException("job " + view + " does not end");
            }
            pause();
            view = get("/v1/jobs/" + job);
        }
        return view.get("result");
    }

    void complain(String complaint) {
        if (!complaints.contains(complaint)) {
            complaints.add(complaint);
        }
    }

    private static boolean isAnnounced(HttpResponse<byte[]> answer) {
        boolean saysWhen = answer.headers().firstValue("Retry-After").isPresent();
        return (answer.statusCode() == 507 || (answer.statusCode() == 503 && saysWhen))
                && !json(answer).path("code").asString("").isEmpty();
    }

    private static JsonNode json(HttpResponse<byte[]> answer) {
        return answer.body().length == 0
                ? JsonMapper.shared().createObjectNode()
                : JsonMapper.shared().readTree(answer.body());
    }

    private static String text(HttpResponse<byte[]> answer) {
        // An internal error has a number of its own.
        return answer.statusCode() + " "
                + new String(answer.body(), StandardCharsets.UTF_8).replaceAll("[0-9a-f-]{36}", "*");
    }

    static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What was asked for is not done long after the fault ended. */
    static final class StuckException extends RuntimeException {

        StuckException(String message) {
            super(message);
        }
    }
}
