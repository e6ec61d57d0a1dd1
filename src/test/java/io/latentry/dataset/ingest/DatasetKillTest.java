package io.latentry.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.dataset.StoredDataset;
import io.latentry.dataset.TestArrays;
import io.latentry.testing.Form;
import io.latentry.testing.ServerProcess;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Kills the server at random moments while it takes datasets in. */
@Tag("whole")
class DatasetKillTest {

    private static final int KILLS = 2;
    private static final byte[] ARRAY = TestArrays.npy("<f4", "(2000, 500)", new byte[4_000_000]);

    @TempDir
    private Path home;

    private final HttpClient client = HttpClient.newHttpClient();
    private final Queue<String> acknowledged = new ConcurrentLinkedQueue<>();
    private final AtomicInteger uploads = new AtomicInteger();
    private final Semaphore begun = new Semaphore(0);

    @Test
    void keepsWhatItAcknowledgedAndNothingHalfDone() throws Exception {
        Random random = new Random(20);
        for (int kill = 0; kill < KILLS; kill++) {
            try (ServerProcess server = start()) {
                verify(server);
                List<Thread> callers = Stream.generate(() -> new Thread(() -> uploadUntilKilled(server)))
                        .limit(2)
                        .toList();
                begun.drainPermits();
                callers.forEach(Thread::start);
                begun.acquire(3 + random.nextInt(4));
                callers.get(0).join(random.nextInt(100) + 1L);
                server.kill();
                for (Thread caller : callers) {
                    caller.join();
                }
            }
        }
        assertThat(acknowledged).isNotEmpty();
        try (ServerProcess server = start()) {
            verify(server);
        }
    }

    private ServerProcess start() {
        return ServerProcess.start(DatasetServer.Application.class, home, Map.of("latentry.datasets.samples", "false"));
    }

    private void uploadUntilKilled(ServerProcess server) {
        try {
            while (true) {
                String name = "upload-" + uploads.incrementAndGet();
                begun.release();
                Form form = Form.named(name).file("file", ARRAY);
                HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/v1/datasets"))
                        .header("Content-Type", form.contentType())
                        .POST(HttpRequest.BodyPublishers.ofByteArray(form.body()))
                        .build();
                if (client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 201) {
                    acknowledged.add(name);
                }
            }
        } catch (IOException exception) {
            // The server is dead.
        } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
        }
    }

    /** Those listed are all that were acknowledged, and perhaps one more of each caller; their files are the only ones. */
    private void verify(ServerProcess server) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(server.uri().resolve("/v1/datasets?limit=500"))
                .build();
        JsonNode listed = DatasetServer.json(client.send(request, HttpResponse.BodyHandlers.ofByteArray()));
        assertThat(listed.get("items").findValuesAsString("name")).containsAll(acknowledged);
        try (Stream<Path> left = Files.list(home.resolve("tmp"))) {
            assertThat(left).isEmpty();
        }
        try (Stream<Path> folders = Files.list(home.resolve("datasets"))) {
            List<Path> sealed = folders.toList();
            assertThat(sealed).hasSize(listed.get("items").size());
            for (Path folder : sealed) {
                assertThat(StoredDataset.open(folder).facts().trainCount()).isEqualTo(1600);
                assertThat(Files.mismatch(
                                folder.resolve("test-0.bin"), sealed.get(0).resolve("test-0.bin")))
                        .isEqualTo(-1);
            }
        }
    }
}
