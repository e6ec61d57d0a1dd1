package io.latentry.inference;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.dataset.TestArrays;
import java.io.IOException;
import java.net.Socket;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;

/** All bodies and items together stay within the memory that requests may hold. */
@SpringBootTest(
        classes = InferenceApplication.class,
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"latentry.requests.memory=640KB", "latentry.inference.max-body=512KB"})
class ManyRequestsTest {

    private static final int LENGTH = 500_000;

    @LocalServerPort
    private int port;

    private Client client;

    @BeforeEach
    void connect() {
        client = new Client(port);
    }

    @Test
    void aBodyThatComesSlowlyCountsAsAWhole() throws IOException {
        try (Socket slow = new Socket("127.0.0.1", port)) {
            slow.getOutputStream()
                    .write(("POST /v1/models/vector/encode HTTP/1.1\r\nHost: localhost\r\n"
                                    + "Content-Type: application/json\r\nContent-Length: " + LENGTH
                                    + "\r\n\r\n{\"items\": [")
                            .getBytes(StandardCharsets.US_ASCII));

            Awaitility.await().untilAsserted(() -> {
                HttpResponse<byte[]> other = encode();
                assertThat(other.statusCode()).isEqualTo(429);
                assertThat(other.headers().firstValue("Retry-After")).hasValue("1");
                assertThat(Client.read(other).get("code").asString()).isEqualTo("memory-busy");
            });
        }
        Awaitility.await()
                .untilAsserted(() -> assertThat(encode().statusCode())
                        .as("once the first has gone")
                        .isEqualTo(200));
    }

    /** Its header alone would have the server reserve a hundred thousand values. */
    @Test
    void anArrayIsBelievedNoFurtherThanThereIsMemory() {
        byte[] body = TestArrays.npy("|u1", "(1000, 1, 16, 12)", new byte[4]);

        HttpResponse<byte[]> response = client.post("grey/encode", "application/x-npy", body, "*/*");

        assertThat(response.statusCode()).as(() -> Client.text(response)).isEqualTo(413);
        assertThat(Client.read(response).get("code").asString()).isEqualTo("request-too-large");
    }

    private HttpResponse<byte[]> encode() {
        byte[] padded = new byte[LENGTH];
        Arrays.fill(padded, (byte) ' ');
        byte[] items = "{\"items\": [[1, 2, 3, 4, 5]]}".getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(items, 0, padded, 0, items.length);
        return client.post("vector/encode", "application/json", padded, "*/*");
    }
}
