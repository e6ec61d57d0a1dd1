package io.latentry;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;

/**
 * A short life of the server, on a store that is thrown away: a JVM that looks on learns what its AOT cache must hold for
 * a quick start, and which methods the first callers will need.
 */
final class Rehearsal {

    private static final int ROUNDS = 100;
    private static final String KEY = "rehearsal";
    private static final String JSON = "application/json";
    private static final String NPY = "application/x-npy";
    private static final String ITEMS = "{\"dataset\": \"fashion-sample\", \"indices\": [0, 1, 2]}";
    private static final List<String> PAGES = List.of(
            "/actuator/health/readiness",
            "/actuator/prometheus",
            "/v1/datasets",
            "/v1/models",
            "/v1/models/demo-vae",
            "/v1/jobs");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String address;

    private Rehearsal(int port) {
        address = "http://127.0.0.1:" + port;
    }

    /**
     * Starts the server, asks for what is asked for most, and stops it.
     *
     * @throws IllegalStateException if it gives other answers than it should
     */
    static void run() throws IOException, InterruptedException {
        Path home = Files.createTempDirectory("latentry-rehearsal-");
        try (ConfigurableApplicationContext server = LatentryApplication.serve(options(home))) {
            new Rehearsal(server.getEnvironment().getRequiredProperty("local.server.port", Integer.class)).play();
        } finally {
            FileSystemUtils.deleteRecursively(home);
        }
    }

    /** What the environment says is not for this server. */
    private static String[] options(Path home) {
        return new String[] {
            "--server.address=127.0.0.1",
            "--server.port=0",
            "--latentry.home=" + home,
            "--latentry.demo=true",
            "--latentry.datasets.samples=true",
            "--latentry.api-key=" + KEY
        };
    }

    private void play() throws IOException, InterruptedException {
        get("/v3/api-docs", JSON);
        BodyPublisher arrays = BodyPublishers.ofByteArray(get("/v1/datasets/fashion-sample/items?limit=8", NPY));
        BodyPublisher items = BodyPublishers.ofString(ITEMS);
        for (int i = 0; i < ROUNDS; i++) {
            for (String page : PAGES) {
                get(page, "*/*");
            }
            post("demo-vae/encode", JSON, items, JSON);
            post("demo-vae/encode", NPY, arrays, NPY);
            post("demo-denoiser/reconstruct", NPY, arrays, JSON);
            post("demo-vae/sample", JSON, BodyPublishers.ofString("{\"n\": 4}"), "image/png");
            post("demo-backbone/classify", JSON, items, JSON);
        }
    }

    private byte[] get(String path, String accept) throws IOException, InterruptedException {
        return answer(HttpRequest.newBuilder().GET(), path, accept);
    }

    private void post(String path, String type, BodyPublisher body, String accept)
            throws IOException, InterruptedException {
        answer(HttpRequest.newBuilder().header("Content-Type", type).POST(body), "/v1/models/" + path, accept);
    }

    private byte[] answer(HttpRequest.Builder request, String path, String accept)
            throws IOException, InterruptedException {
        request.uri(URI.create(address + path)).header("Accept", accept).header("Authorization", "Bearer " + KEY);
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        if (answer.statusCode() != 200) {
            throw new IllegalStateException(
                    "The rehearsal's request of " + path + " ended with " + answer.statusCode());
        }
        return answer.body();
    }
}
