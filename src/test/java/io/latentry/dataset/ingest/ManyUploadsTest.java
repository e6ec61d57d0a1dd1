package io.latentry.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.dataset.TestImages;
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
import java.util.stream.IntStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large images, sent by many at once, to a server with a heap of half a gigabyte. */
@Tag("long")
class ManyUploadsTest {

    @TempDir
    private static Path home;

    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void someAreReadAndOthersAreToldToComeAgain() throws IOException {
        byte[] image = TestImages.colour(4000, 4000, 0x336699);
        byte[] archive = Archives.zip(Map.of("a/1.png", image, "a/2.png", image, "b/3.png", image, "b/4.png", image));
        try (ServerProcess server = ServerProcess.start(
                DatasetServer.Application.class, home, Map.of("latentry.datasets.samples", "false"))) {
            List<CompletableFuture<HttpResponse<String>>> uploads = IntStream.range(0, 8)
                    .mapToObj(i -> upload(
                            server,
                            Form.named("images-" + i)
                                    .file("file", archive)
                                    .text("size", "28x28")
                                    .text("testFraction", "0.5")))
                    .toList();

            List<HttpResponse<String>> answers =
                    uploads.stream().map(CompletableFuture::join).toList();

            assertThat(answers).allSatisfy(answer -> {
                assertThat(answer.statusCode()).as(answer::body).isIn(201, 429);
                assertThat(answer.headers().firstValue("Retry-After").isPresent())
                        .isEqualTo(answer.statusCode() == 429);
            });
            assertThat(answers).extracting(HttpResponse::statusCode).contains(201, 429);
            assertThat(server.log()).doesNotContain("OutOfMemoryError");
        }
    }

    private CompletableFuture<HttpResponse<String>> upload(ServerProcess server, Form form) {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/v1/datasets"))
                .header("Content-Type", form.contentType())
                .POST(BodyPublishers.ofByteArray(form.body()))
                .build();
        return client.sendAsync(request, BodyHandlers.ofString());
    }
}
