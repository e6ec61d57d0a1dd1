package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** More comes than can be worked on: who waits is served, and who would wait too long is told to come again. */
@Timeout(60)
@SpringBootTest(
        classes = InferenceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"latentry.inference.permits=1", "latentry.inference.queue=3"})
class OverloadTest {

    private static final String ITEM = "{\"items\": [[1, 2, 3, 4, 5]]}";

    @LocalServerPort
    private int port;

    @Autowired
    private FakeRegistry registry;

    @Autowired
    private MeterRegistry meters;

    private final ExecutorService callers = Executors.newCachedThreadPool();
    private final CountDownLatch gate = new CountDownLatch(1);

    @AfterEach
    void release() {
        gate.countDown();
        registry.gate = null;
        callers.shutdownNow();
    }

    @Test
    void theSurplusGets429WithRetryAfterAndTheOthersTheirAnswers() {
        registry.gate = gate;
        List<CompletableFuture<HttpResponse<byte[]>>> accepted = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            accepted.add(CompletableFuture.supplyAsync(this::encode, callers));
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(
                                meters.get("latentry.inference.waiting").gauge().value())
                        .isEqualTo(3));

        HttpResponse<byte[]> refused = encode();

        assertThat(refused.statusCode()).as(() -> Client.text(refused)).isEqualTo(429);
        assertThat(refused.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(Client.read(refused).get("code").asString()).isEqualTo("overloaded");
        gate.countDown();

        assertThat(accepted)
                .allSatisfy(answer -> assertThat(answer.join().statusCode()).isEqualTo(200));
        assertThat(encode().statusCode()).as("afterwards").isEqualTo(200);
    }

    /** A turn that ends in an error must not be lost. */
    @Test
    void errorsGiveTheirTurnsBack() {
        Client client = new Client(port);
        for (int i = 0; i < 8; i++) {
            assertThat(client.postJson("vector/encode", "{\"items\": [[1]]}", "*/*")
                            .statusCode())
                    .isEqualTo(400);
            assertThat(client.postJson("busy/sample", "{\"n\": 1}", "*/*").statusCode())
                    .isEqualTo(503);
        }
        assertThat(encode().statusCode()).isEqualTo(200);
    }

    private HttpResponse<byte[]> encode() {
        return new Client(port).postJson("vector/encode", ITEM, "*/*");
    }
}
