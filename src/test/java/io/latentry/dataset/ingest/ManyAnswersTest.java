package io.latentry.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.dataset.TestArrays;
import io.latentry.testing.Form;
import io.latentry.testing.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large images, asked for by many at once, from a server with a heap of half a gigabyte. */
@Tag("whole")
class ManyAnswersTest {

    private static final int IMAGES = 20;

    @TempDir
    private static Path home;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void arraysAreStreamedAndPicturesWaitForMemory() throws Exception {
        try (ServerProcess server = ServerProcess.start(
                DatasetServer.Application.class, home, Map.of("latentry.datasets.samples", "false"))) {
            upload(server);

            List<CompletableFuture<HttpResponse<Void>>> arrays = Stream.generate(
                            () -> items(server, "application/x-npy"))
                    .limit(24)
                    .toList();
            assertThat(arrays.stream().map(CompletableFuture::join))
                    .extracting(HttpResponse::statusCode)
                    .containsOnly(200);

            List<CompletableFuture<HttpResponse<Void>>> pictures =
                    Stream.generate(() -> items(server, "image/png")).limit(24).toList();
            assertThat(pictures.stream().map(CompletableFuture::join))
                    .extracting(HttpResponse::statusCode)
                    .containsOnly(200, 429);
            assertThat(server.log()).doesNotContain("OutOfMemoryError", "Internal error");
        }
    }

    private void upload(ServerProcess server) throws IOException, InterruptedException {
        Form form = Form.named("large").file("file", TestArrays.idx(new byte[IMAGES * 1_000_000], IMAGES, 1000, 1000));
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/v1/datasets"))
                .header("Content-Type", form.contentType())
                .POST(BodyPublishers.ofByteArray(form.body()))
                .build();
        assertThat(client.send(request, BodyHandlers.ofString()).statusCode()).isEqualTo(201);
    }

    private CompletableFuture<HttpResponse<Void>> items(ServerProcess server, String type) {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/v1/datasets/large/items"))
                .header("Accept", type)
                .build();
        return client.sendAsync(request, BodyHandlers.discarding());
    }
}
