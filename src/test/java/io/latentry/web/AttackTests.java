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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Slow clients by the hundred, from the same address as everyone else: the server stays ready, and serves others about as fast
 * as before. The system property {@code latentry.attack-seconds} makes each attack longer.
 */
class AttackTests {

    private static final Duration LENGTH = Duration.ofSeconds(Integer.getInteger("latentry.attack-seconds", 5));
    private static final Duration NORMAL = Duration.ofSeconds(1);

    /** Of a request, below which differences say nothing on a machine with other work. */
    private static final Duration NOISE = Duration.ofMillis(50);

    private static final String BODY = "Content-Length: 1000000\r\n";

    private static TestServer server;
    private static ExecutorService threads;

    @BeforeAll
    static void start() throws IOException {
        server = TestServer.start(Map.of());
        threads = Executors.newCachedThreadPool();
        times(NORMAL);
    }

    @AfterAll
    static void stop() {
        threads.shutdownNow();
        server.close();
    }

    static Stream<Arguments> attacks() {
        return Stream.of(
                Arguments.of("bodies with a wrong key", 80, head("POST /streams", WRONG_KEY, BODY), true, true),
                Arguments.of("bodies without a key", 80, head("POST /streams", BODY), true, true),
                Arguments.of("heads that never end", 1_100, "GET / HTTP/1.1\r\nX: ", true, true),
                Arguments.of("silence", 1_200, "", false, true),
                Arguments.of("silence after a request", 1_200, head("GET /actuator/health/readiness"), false, true),
                Arguments.of("uploads with the key", 80, head("POST /streams", KEY, BODY), true, true),
                Arguments.of("answers that nobody reads", 80, head("GET /endless/numbers", KEY), false, false));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("attacks")
    void theServerStaysReadyAndFast(String name, int connections, String first, boolean drips, boolean reads)
            throws Exception {
        List<Duration> normal = new ArrayList<>(times(NORMAL));
        List<Duration> attacked;
        List<Duration> ready;
        try (Attack attack = new Attack(server.port(), connections, first, drips, reads)) {
            attack.start();
            Future<List<Duration>> probes = threads.submit((Callable<List<Duration>>) AttackTests::probes);
            attacked = times(LENGTH);
            ready = probes.get();
        }
        normal.addAll(times(NORMAL));

        assertThat(ready).hasSizeGreaterThan((int) LENGTH.toSeconds()).allMatch(time -> time.toMillis() < 1_000);
        Duration limit = Collections.max(List.of(NOISE, percentile(normal).multipliedBy(3)));
        assertThat(percentile(attacked)).as("normal: %s", percentile(normal)).isLessThanOrEqualTo(limit);
    }

    /** How long readiness takes, on a connection of its own each time. */
    private static List<Duration> probes() throws IOException, InterruptedException {
        List<Duration> times = new ArrayList<>();
        long end = System.nanoTime() + LENGTH.toNanos();
        while (System.nanoTime() < end) {
            long begin = System.nanoTime();
            assertThat(server.status("GET /actuator/health/readiness")).isEqualTo(200);
            times.add(Duration.ofNanos(System.nanoTime() - begin));
            Thread.sleep(100);
        }
        return times;
    }

    /** How long requests with the key take, one after the other on one connection. */
    private static List<Duration> times(Duration length) throws IOException {
        List<Duration> times = new ArrayList<>();
        long end = System.nanoTime() + length.toNanos();
        try (Socket socket = server.connect()) {
            while (System.nanoTime() < end) {
                long begin = System.nanoTime();
                send(socket, head("GET /numbers?n=1", KEY));
                assertThat(answer(socket)).startsWith("HTTP/1.1 200");
                times.add(Duration.ofNanos(System.nanoTime() - begin));
            }
        }
        return times;
    }

    private static Duration percentile(List<Duration> times) {
        return times.stream().sorted().toList().get(times.size() * 99 / 100);
    }
}
