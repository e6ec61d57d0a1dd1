package io.latentry.web;

import static io.latentry.web.TestServer.KEY;
import static io.latentry.web.TestServer.WRONG_KEY;
import static io.latentry.web.TestServer.answer;
import static io.latentry.web.TestServer.head;
import static io.latentry.web.TestServer.send;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What each kind of slow client gets. */
class SlowClientTests {

    private static final int PER_ADDRESS = 20;
    private static TestServer server;

    @BeforeAll
    static void start() {
        server = TestServer.start(Map.of(
                "latentry.connections.header-timeout",
                "1s",
                "latentry.connections.grace",
                "1s",
                "latentry.connections.per-address",
                PER_ADDRESS,
                "latentry.wrong-keys-per-minute",
                1_000));
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void aHeadMustBeCompleteInTimeHoweverManyBytesArrive() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, "GET / HTTP/1.1\r\nX: ");
            assertThatThrownBy(() -> drip(socket, "x", 100)).isInstanceOf(SocketException.class);
        }
        try (Socket silent = server.connect()) {
            assertThat(silent.getInputStream().read()).isEqualTo(-1);
        }
    }

    @Test
    void aBodyThatComesTooSlowlyIsReadNoFurther() throws IOException {
        try (Socket socket = server.connect()) {
            send(socket, head("POST /streams", KEY, "Content-Length: 100000\r\n") + "x");
            assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("\"code\":\"request-timeout\"");
        }
        try (Socket socket = server.connect()) {
            send(
                    socket,
                    head(
                                    "POST /files",
                                    KEY,
                                    "Content-Length: 100000\r\nContent-Type: multipart/form-data; boundary=b\r\n")
                            + "--b\r\n");
            assertThat(answer(socket)).startsWith("HTTP/1.1 408").contains("\"code\":\"request-timeout\"");
        }
    }

    @Test
    void aBodyThatComesFastEnoughIsTakenHoweverLongItTakes() throws Exception {
        try (Socket socket = server.connect()) {
            send(socket, head("POST /streams", KEY, "Content-Length: 400000\r\n"));
            long begin = System.nanoTime();
            drip(socket, "x".repeat(20_000), 20);
            assertThat(answer(socket)).startsWith("HTTP/1.1 200").contains("400000");
            assertThat(Duration.ofNanos(System.nanoTime() - begin)).isGreaterThan(Duration.ofMillis(1_900));
        }
    }

    @Test
    void aClientThatDoesNotReadHoldsNoThread() throws Exception {
        try (TestServer strict = TestServer.start(
                        Map.of("latentry.connections.grace", "1s", "latentry.connections.min-rate", "1MB"));
                Socket socket = strict.connect()) {
            send(socket, head("GET /endless/numbers", KEY));
            assertThat(strict.bean(WebApplication.GivenUp.class).count().tryAcquire(15, TimeUnit.SECONDS))
                    .isTrue();
        }
    }

    /** What it reads shows once a good part of the system's buffers is free: some seconds later. */
    @Test
    void aClientThatReadsFastEnoughIsWaitedForThoughBuffersAreLarge() throws Exception {
        WebApplication.GivenUp givenUp = server.bean(WebApplication.GivenUp.class);
        try (Socket socket = server.connect()) {
            send(socket, head("GET /endless/numbers", KEY));
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(8);
            while (System.nanoTime() < end) {
                assertThat(socket.getInputStream().readNBytes(10_000)).hasSize(10_000);
                Thread.sleep(100);
            }
            assertThat(givenUp.count().tryAcquire()).isFalse();
        }
        assertThat(givenUp.count().tryAcquire(15, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRefusedBodyIsNotWaitedFor() throws IOException {
        try (Socket socket = server.connect()) {
            send(socket, head("POST /streams", "Content-Length: 1000000\r\n") + "x");
            assertThat(answer(socket)).startsWith("HTTP/1.1 401").contains("Connection: close");
            assertThat(socket.getInputStream().read()).isEqualTo(-1);
        }
    }

    /** Closing with bytes unread would reset the connection, and the answer would be lost. */
    @Test
    void aClientThatSendsAllOfARefusedBodyFirstSeesTheAnswer() throws IOException {
        String body = "x".repeat(20_000_000);
        for (String refused : List.of(WRONG_KEY, "")) {
            String request = head("POST /streams", refused, "Content-Length: 20000000\r\n") + body;
            try (Socket socket = server.connect()) {
                send(socket, request);
                assertThat(answer(socket)).startsWith("HTTP/1.1 401").endsWith("}");
            }
        }
    }

    @Test
    void aSmallRefusedBodyCostsNoConnection() throws IOException {
        try (Socket socket = server.connect()) {
            send(socket, head("POST /streams", WRONG_KEY, "Content-Length: 5\r\n") + "12345");
            assertThat(answer(socket)).startsWith("HTTP/1.1 401");
            send(socket, head("POST /streams", KEY, "Content-Length: 5\r\n") + "12345");
            assertThat(answer(socket)).startsWith("HTTP/1.1 200");
        }
    }

    /** As clients do whose heads and bodies go out apart; who is not told sends the next request into a connection that is closing. */
    @Test
    void aSmallRefusedBodyThatComesLaterEndsTheConnectionInSoManyWords() throws Exception {
        for (String line : List.of("POST /streams", "GET /nothing", "DELETE /numbers", "POST /numbers?n=x")) {
            for (String key : List.of(KEY, WRONG_KEY)) {
                try (Socket socket = server.connect()) {
                    send(socket, head(line, key, "Content-Type: text/*\r\nContent-Length: 5\r\n"));
                    String answer = answer(socket);
                    send(socket, "12345");
                    assertThat(answer).as(line).startsWith("HTTP/1.1 4").contains("Connection: close");
                    assertThat(socket.getInputStream().read()).isEqualTo(-1);
                }
            }
        }
    }

    @Test
    void aNewConnectionTakesThePlaceOfOneThatDoesNothing() throws IOException {
        List<Socket> idle = new ArrayList<>();
        try (Socket known = server.connect()) {
            send(known, head("GET /numbers?n=1", KEY));
            assertThat(answer(known)).startsWith("HTTP/1.1 200");
            for (int i = 0; i < 2 * PER_ADDRESS; i++) {
                idle.add(server.connect());
                assertThat(server.status("GET /actuator/health/readiness")).isEqualTo(200);
            }
            assertThat(idle.get(0).getInputStream().read()).isEqualTo(-1);
            send(known, head("GET /numbers?n=1", KEY));
            assertThat(answer(known)).startsWith("HTTP/1.1 200");
        } finally {
            for (Socket socket : idle) {
                socket.close();
            }
        }
    }

    /** Sends a text a number of times, at 100 ms each. */
    private static void drip(Socket socket, String text, int times) throws IOException, InterruptedException {
        for (int i = 0; i < times; i++) {
            send(socket, text);
            Thread.sleep(100);
        }
    }
}
