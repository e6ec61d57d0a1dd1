package io.latentry.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Guessing keys does not pay, and bothers nobody else. */
@ExtendWith(OutputCaptureExtension.class)
class WrongKeyTests {

    private static final String REQUEST = "GET /numbers?n=1";

    @Test
    void wrongKeysAreThrottledPerAddressAndTheRightOneNever(CapturedOutput output) throws IOException {
        try (TestServer server = TestServer.start(
                Map.of("latentry.wrong-keys-per-minute", 3, "latentry.trusted-proxies", "127.0.0.0/8"))) {
            String other = "X-Forwarded-For: 198.51.100.2\r\n";
            for (int i = 0; i < 3; i++) {
                assertThat(server.status(REQUEST, TestServer.WRONG_KEY)).isEqualTo(401);
            }
            try (Socket socket = server.connect()) {
                TestServer.send(socket, TestServer.head(REQUEST, TestServer.WRONG_KEY));
                assertThat(TestServer.answer(socket))
                        .startsWith("HTTP/1.1 429")
                        .containsPattern("Retry-After: (1?\\d|20)\r\n")
                        .contains("\"code\":\"too-many-wrong-keys\"");
                TestServer.send(socket, TestServer.head(REQUEST, TestServer.KEY));
                assertThat(TestServer.answer(socket)).startsWith("HTTP/1.1 200");
            }
            assertThat(server.status(REQUEST)).isEqualTo(401);
            assertThat(server.status(REQUEST, other, TestServer.WRONG_KEY)).isEqualTo(401);

            assertThat(failures(server, "wrong-key")).isEqualTo(4);
            assertThat(failures(server, "throttled")).isEqualTo(1);
            assertThat(failures(server, "no-key")).isEqualTo(1);
            server.bean(AuthFailures.class).log();
            assertThat(output)
                    .contains("5 requests with a wrong key were refused, 1 of them throttled, the last from"
                            + " 198.51.100.2; 1 had no key");
        }
    }

    private static double failures(TestServer server, String reason) {
        return server.bean(MeterRegistry.class)
                .get("latentry.auth.failures")
                .tag("reason", reason)
                .functionCounter()
                .count();
    }
}
