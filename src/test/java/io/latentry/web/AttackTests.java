package io.latentry.web;

import static io.latentry.web.TestServer.KEY;
import static io.latentry.web.TestServer.WRONG_KEY;
import static io.latentry.web.TestServer.answer;
import static io.latentry.web.TestServer.head;
import static io.latentry.web.TestServer.send;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Slow clients by the hundred, from the same address as everyone else: the server stays ready, and serves others about as fast
 * as before. Where the machine is so busy that even that takes long, it may take three times as long. The system property {@code latentry.attack-seconds} makes each attack longer.
 */
@Tag("alone")
class AttackTests {

    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("latentry.attack-seconds", 5));
    private static final Duration NORMAL = Duration.ofSeconds(1);

    private static final Duration READY_WITHIN = Duration.ofSeconds(1);

    /** Of a request, below which differences say nothing on a machine with other work. */
    private static final Duration NOISE = Duration.ofMillis(100);

    private static final String BODY = "Content-Length: 1000000\r\n";

    private static TestServer server;
    private static ExecutorService threads;

    @BeforeAll
    static void start() throws Exception {
        server = TestServer.start(Map.of());
        threads = Executors.newCachedThreadPool();
        measure(LENGTH);
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        server.close();
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                Arguments.of("bodies with a wrong key", 80, head("POST /streams", WRONG_KEY, BODY), true),
                Arguments.of("bodies without a key", 80, head("POST /streams", BODY), true),
                Arguments.of(
                        "bodies of a request for the server itself",
                        250,
                        head("OPTIONS *", "Content-Length: 60000\r\n"),
                        true),
                Arguments.of(
                        "bodies in chunks of what anyone may ask",
                        250,
                        head("GET /actuator/health/readiness", "Transfer-Encoding: chunked\r\n"),
                        true),
                Arguments.of("heads that never end", 1_100, "GET / HTTP/1.1\r\nX: ", true),
                Arguments.of("silence", 1_200, "", false),
                Arguments.of("uploads with the key", 80, head("POST /streams", KEY, BODY), true));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void theServerStaysReadyAndFast(String name, int connections, String first, boolean drips) throws Exception {
        Times before = measure(NORMAL);
        Times attacked;
        try (Attack attack = new Attack(server.port(), connections, first, drips)) {
            attack.start();
            attacked = measure(LENGTH);
        }
        Times after = measure(NORMAL);

        System.out.printf("%s: before %s, meanwhile %s, after %s%n", name, before, attacked, after);
        Duration normal = Collections.max(List.of(NOISE, before.percentile(), after.percentile()));
        assertThat(attacked.percentile()).isLessThanOrEqualTo(normal.multipliedBy(3));
        Duration normallyReady = Collections.max(List.of(before.slowestProbe(), after.slowestProbe()));
        assertThat(attacked.slowestProbe())
                .isLessThanOrEqualTo(Collections.max(List.of(READY_WITHIN, normallyReady.multipliedBy(3))));
    }

    /** How long probes and requests took. */
    private record Times(List<Duration> probes, List<Duration> requests) {

        Duration slowestProbe() {
            return Collections.max(probes);
        }

        Duration percentile() {
            return requests.stream().sorted().toList().get(requests.size() * 99 / 100);
        }

        @Override
        public String toString() {
            return "ready within %d ms, p99 %d ms"
                    .formatted(slowestProbe().toMillis(), percentile().toMillis());
        }
    }

    private static Times measure(Duration length) throws Exception {
        Future<List<Duration>> probes = threads.submit(() -> repeat(length, 100, AttackTests::probe));
        try (Socket socket = server.connect()) {
            List<Duration> requests = repeat(length, 5, () -> request(socket));
            return new Times(probes.get(), requests);
        }
    }

    private static List<Duration> repeat(Duration length, long pauseMillis, Callable<Integer> request)
            throws Exception {
        List<Duration> times = new ArrayList<>();
        long end = System.nanoTime() + length.toNanos();
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            assertThat(request.call()).isEqualTo(200);
            times.add(Duration.ofNanos(System.nanoTime() - begin));
            Thread.sleep(pauseMillis);
        }
        return times;
    }

    /** Asks for readiness, on a connection of its own. */
    private static int probe() throws IOException {
        return server.status("GET /actuator/health/readiness");
    }

    /** A client with the key keeps its connection. */
    private static int request(Socket socket) throws IOException {
        send(socket, head("GET /numbers?n=1", KEY));
        return Integer.parseInt(answer(socket).substring(9, 12));
    }
}
