package io.latentry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A server in a JVM of its own, on the tests' class path or from a jar, so that a test can kill it. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    private final Process process;
    private final URI uri;
    private final Path log;

    private ServerProcess(Process process, URI uri, Path log) {
        this.process = process;
        this.uri = uri;
        this.log = log;
    }

    /**
     * Starts a server on a free port and waits until it is ready.
     *
     * @param main its main class
     * @param home the folder of its store; its output goes to {@code server.log} there
     * @param properties further properties of its configuration
     */
    public static ServerProcess start(Class<?> main, Path home, Map<String, String> properties) {
        return start(List.of("-cp", System.getProperty("java.class.path"), main.getName()), home, properties);
    }

    /** The same with a packaged jar. */
    public static ServerProcess start(Path jar, Path home) {
        return start(List.of("-jar", jar.toString()), home, Map.of());
    }

    private static ServerProcess start(List<String> program, Path home, Map<String, String> properties) {
        int port = freePort();
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m"));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(program);
        command.add("--server.port=" + port);
        command.add("--latentry.home=" + home.toAbsolutePath());
        properties.forEach((key, value) -> command.add("--" + key + "=" + value));
        try {
            Path log = Files.createDirectories(home).resolve("server.log");
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                    .start();
            ServerProcess server = new ServerProcess(process, URI.create("http://127.0.0.1:" + port), log);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Its address. */
    public URI uri() {
        return uri;
    }

    public ProcessHandle handle() {
        return process.toHandle();
    }

    /** Kills the server alone, as {@code kill -9} does; its workers find out by themselves. */
    public void kill() {
        process.destroyForcibly();
        await(process.toHandle());
    }

    /** Kills the server and all of its workers. */
    public void killWithWorkers() {
        List<ProcessHandle> workers = workers();
        workers.forEach(ProcessHandle::destroyForcibly);
        kill();
        workers.forEach(ServerProcess::await);
    }

    /** Asks the server to stop, as {@code kill} and Docker do, and returns its exit code. */
    public int stop(Duration limit) throws InterruptedException {
        process.destroy();
        if (!process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("The server did not stop within " + limit + "; see " + log);
        }
        return process.exitValue();
    }

    /** The worker processes that it has at the moment. */
    public List<ProcessHandle> workers() {
        return process.descendants().toList();
    }

    @Override
    public void close() {
        killWithWorkers();
    }

    private void awaitReady() throws IOException {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady(client, request)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new AssertionError("The server did not get ready:\n" + Files.readString(log));
            }
        }
    }

    private static boolean isReady(HttpClient client, HttpRequest request) {
        try {
            Thread.sleep(50);
            return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private static void await(ProcessHandle process) {
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
