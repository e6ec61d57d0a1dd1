package io.latentry.download;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.latentry.job.WorkerStopped;
import io.latentry.testing.DrippingServer;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sources that never end. */
@Timeout(30)
class SlowSourceTests {

    private static final String HASH = "0".repeat(64);
    private static final Duration DRIP = Duration.ofMillis(50);
    private static final Duration NEVER = Duration.ofHours(1);
    private static final String ENDLESS_BODY = "HTTP/1.1 200 OK\r\nContent-Length: 1000000\r\n\r\n";

    @TempDir
    Path folder;

    private FakeWorker worker;

    @BeforeEach
    void prepare() {
        worker = new FakeWorker(folder);
        worker.timeout = Duration.ofMillis(500);
        worker.retryFor = Duration.ofMillis(500);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "HTTP/1.1 200 OK\r\nX-Endless: ",
                "HTTP/1.1 200 OK\r\nContent-Length: x\r\n\r\n",
                ENDLESS_BODY,
                "HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5;",
                "HTTP/1.1 503 Unavailable\r\nContent-Length: 1000000\r\n\r\n"
            })
    void areGivenUpWhetherTheyStallOrDrip(String beginning) throws Exception {
        try (DrippingServer dripping = new DrippingServer(beginning, DRIP);
                DrippingServer stalling = new DrippingServer(beginning, NEVER)) {
            worker.fails(dripping.address() + "/file", HASH, "source-unavailable");
            worker.fails(stalling.address() + "/file", HASH, "source-unavailable");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 404 Not Found\r\nContent-Length: 1000000\r\n\r\n",
                "HTTP/1.1 206 Partial\r\nContent-Range: bytes 5-9/10\r\nContent-Length: 1000000\r\n\r\n"
            })
    void areNotListenedToWhereTheyRefuse(String answer) throws Exception {
        refusesAndHangsUp(answer, "source-refused");
    }

    @Test
    void areNotListenedToWhereTheyRedirectToElsewhere() throws Exception {
        refusesAndHangsUp(
                "HTTP/1.1 302 Found\r\nLocation: https://models.example/\r\nContent-Length: 1000000\r\n\r\n",
                "source-not-allowed");
    }

    private void refusesAndHangsUp(String answer, String code) throws Exception {
        try (DrippingServer source = new DrippingServer(answer, DRIP)) {
            worker.fails(source.address() + "/file", HASH, code);
            assertThat(source.isHungUpOnWithin(Duration.ofSeconds(5))).isTrue();
        }
    }

    @Test
    void doNotKeepAWorkerFromStopping() throws Exception {
        worker.stopAt = 10;
        try (DrippingServer source = new DrippingServer(ENDLESS_BODY + "0".repeat(10), NEVER)) {
            assertThatExceptionOfType(WorkerStopped.class)
                    .isThrownBy(() -> worker.run(source.address() + "/file", HASH));
        }
    }
}
