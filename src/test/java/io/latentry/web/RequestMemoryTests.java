package io.latentry.web;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.testing.LatentryClient;
import java.net.http.HttpResponse;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;

/** Requests share a budget of memory. */
@SpringBootTest(
        classes = WebApplication.class,
        webEnvironment = WebEnvironment.RANDOM_PORT,
        properties = "latentry.requests.memory=1MB")
@ActiveProfiles(WebApplication.PROFILE)
class RequestMemoryTests {

    @LocalServerPort
    private int port;

    @Autowired
    private WebApplication.Held held;

    @Test
    void whatNoRequestMayHoldIsTooLarge() {
        assertThat(hold(1_100_000).statusCode()).isEqualTo(413);
    }

    @Test
    void whatOthersHoldIsToBeAskedForAgain() throws InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> first = CompletableFuture.supplyAsync(() -> hold(700_000));
        held.arrived().acquire();

        HttpResponse<byte[]> second = hold(700_000);
        held.release().release();

        assertThat(second.statusCode()).isEqualTo(429);
        assertThat(second.headers().firstValue("Retry-After")).hasValue("1");
        assertThat(first.join().statusCode()).isEqualTo(200);
        held.release().release();
        assertThat(hold(700_000).statusCode()).as("after the first is answered").isEqualTo(200);
    }

    private HttpResponse<byte[]> hold(int bytes) {
        return new LatentryClient("http://127.0.0.1:" + port).send("GET", "/memory?bytes=" + bytes, "", "*/*");
    }
}
