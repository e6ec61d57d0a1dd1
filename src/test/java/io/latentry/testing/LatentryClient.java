package io.latentry.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Talks to a running server as a user would. */
public final class LatentryClient {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;
    private final String key;

    /**
     * A client of an open server.
     *
     * @param base its address, such as {@code http://127.0.0.1:8080}
     */
    public LatentryClient(String base) {
        this(base, "");
    }

    /** A client of a server that a key guards. */
    public LatentryClient(String base, String key) {
        this.base = base;
        this.key = key;
    }

    /** The server's address. */
    public URI server() {
        return URI.create(base);
    }

    /** Sends a request with a JSON body, or none if it is empty, and returns whatever comes back. */
    public HttpResponse<byte[]> send(String method, String path, String body, String accept) {
        return send(method, path, body.isEmpty() ? "" : "application/json", BodyPublishers.ofString(body), accept);
    }

    /** Sends a request with a body of any type and returns whatever comes back. */
    public HttpResponse<byte[]> send(String method, String path, String contentType, byte[] body) {
        return send(method, path, contentType, BodyPublishers.ofByteArray(body), "*/*");
    }

    /** Uploads a dataset, and returns it. */
    public JsonNode upload(Form form) {
        return json(send("POST", "/v1/datasets", form.contentType(), form.body()));
    }

    /** Imports an artifact, and returns the version that it became. */
    public JsonNode importArtifact(String name, byte[] zip) {
        return json(send("POST", "/v1/models?name=" + name, "application/zip", BodyPublishers.ofByteArray(zip), "*/*"));
    }

    /** Sends a request with any body, of no type if that is empty, and returns whatever comes back. */
    public HttpResponse<byte[]> send(
            String method, String path, String contentType, BodyPublisher body, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path))
                .timeout(Duration.ofSeconds(60))
                .header("Accept", accept);
        if (!key.isEmpty()) {
            request.header("Authorization", "Bearer " + key);
        }
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        try {
            return http.send(request.method(method, body).build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Gets a JSON document and expects 200. */
    public JsonNode get(String path) {
        return json(send("GET", path, "", "application/json"));
    }

    /** Posts a JSON document and expects JSON and success. */
    public JsonNode post(String path, String body) {
        return json(send("POST", path, body, "application/json"));
    }

    /** Posts a JSON document and expects success with bytes of another media type. */
    public byte[] post(String path, String body, String accept) {
        HttpResponse<byte[]> response = send("POST", path, body, accept);
        assertThat(response.statusCode()).as(() -> text(response)).isBetween(200, 299);
        assertThat(response.headers().firstValue("Content-Type").orElse("")).startsWith(accept);
        return response.body();
    }

    /** Submits a training job and returns its id. */
    public String train(String body) {
        return post("/v1/jobs", body).get("id").asString();
    }

    /** Waits until a job is in a final state, and returns it. */
    public JsonNode await(String job, Duration atMost) {
        Instant deadline = Instant.now().plus(atMost);
        while (true) {
            JsonNode view = get("/v1/jobs/" + job);
            String state = view.get("state").asString();
            if (state.equals("succeeded") || state.equals("failed") || state.equals("cancelled")) {
                return view;
            }
            assertThat(Instant.now()).as("job %s is still %s", job, view).isBefore(deadline);
            pause();
        }
    }

    /** Waits until a job has succeeded, and returns the version it made, such as {@code my-vae@1}. */
    public String awaitModel(String job, Duration atMost) {
        return awaitResult(job, "model", atMost);
    }

    /** Waits until a job has succeeded, and returns what it made. */
    public String awaitResult(String job, String kind, Duration atMost) {
        JsonNode view = await(job, atMost);
        assertThat(view.get("state").asString()).as(view::toString).isEqualTo("succeeded");
        return view.get("result").get(kind).asString();
    }

    private static JsonNode json(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).as(() -> text(response)).isBetween(200, 299);
        return JSON.readTree(response.body());
    }

    private static String text(HttpResponse<byte[]> response) {
        return response.request().method() + " " + response.uri() + ": "
                + new String(response.body(), 0, Math.min(response.body().length, 2_000), StandardCharsets.UTF_8);
    }

    private static void pause() {
        try {
            Thread.sleep(100);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
