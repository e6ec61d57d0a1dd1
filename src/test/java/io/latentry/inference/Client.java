package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls models over HTTP. */
final class Client {

    private static final JsonMapper JSON = new JsonMapper();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    Client(int port) {
        this.base = "http://127.0.0.1:" + port + "/v1/models/";
    }

    /** Posts a body; an empty content type stands for none. */
    HttpResponse<byte[]> post(String path, String contentType, byte[] body, String accept) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + path));
        if (!contentType.isEmpty()) {
            request.header("Content-Type", contentType);
        }
        request.header("Accept", accept);
        try {
            return http.send(request.POST(BodyPublishers.ofByteArray(body)).build(), BodyHandlers.ofByteArray());
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    /** Sends a request as it is, and returns the whole answer. */
    String raw(String request) throws IOException {
        URI server = URI.create(base);
        try (Socket socket = new Socket(server.getHost(), server.getPort())) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    HttpResponse<byte[]> postJson(String path, String body, String accept) {
        return post(path, "application/json", body.getBytes(StandardCharsets.UTF_8), accept);
    }

    /** Gets a JSON answer. */
    JsonNode get(String path) {
        try {
            HttpResponse<byte[]> answer =
                    http.send(HttpRequest.newBuilder(URI.create(base + path)).build(), BodyHandlers.ofByteArray());
            assertThat(answer.statusCode()).isEqualTo(200);
            return read(answer);
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(exception);
        }
    }

    /** Posts JSON and expects a JSON answer. */
    JsonNode json(String path, String body) {
        return answer(postJson(path, body, "*/*"));
    }

    /** Posts a file and expects a JSON answer. */
    JsonNode json(String path, String contentType, byte[] body) {
        return answer(post(path, contentType, body, "application/json"));
    }

    /** Posts JSON and expects a file. */
    byte[] file(String path, String body, String accept) {
        HttpResponse<byte[]> response = postJson(path, body, accept);
        assertThat(response.statusCode()).as(() -> text(response)).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).hasValue(accept);
        assertThat(response.headers().firstValue("Latentry-Model").orElse("")).endsWith("@3");
        return response.body();
    }

    static JsonNode answer(HttpResponse<byte[]> response) {
        assertThat(response.statusCode()).as(() -> text(response)).isEqualTo(200);
        return read(response);
    }

    static JsonNode read(HttpResponse<byte[]> response) {
        return JSON.readTree(response.body());
    }

    static String text(HttpResponse<byte[]> response) {
        return response.uri() + " " + response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8);
    }
}
