package io.latentry.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server in a JVM of its own, on the tests' class path or from a jar, so that a test can kill it. */
public final class ServerProcess implements AutoCloseable {

    private static final Duration START_LIMIT = Duration.ofMinutes(2);

    /** With what follows: the log may have been written up to the middle of a number. */
    private static final Pattern PORT = Pattern.compile("Tomcat started on port (\\d+) \\(http\\)");

    private final Process process;
    private final Path log;
    private URI uri;

    private ServerProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
    }

    /**
     * Starts a server on a free port, which it chooses itself, and waits until it is ready.
     *
     * @param main its main class
     * @param home the folder of its store; its output goes to a file there
     * @param properties further properties of its configuration
     */
    public static ServerProcess start(Class<?> main, Path home, Map<String, String> properties) {
        return start(main, home, home, List.of(), properties);
    }

    /**
     * The same with a disk of its own.
     *
     * @param logs the folder that its output goes to
     * @param jvmOptions further options of its JVM
     */
    public static ServerProcess start(
            Class<?> main, Path home, Path logs, List<String> jvmOptions, Map<String, String> properties) {
        List<String> program = new ArrayList<>(jvmOptions);
        program.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        return start(program, home, logs, properties);
    }

    /** The same with a packaged jar. */
    public static ServerProcess start(Path jar, Path home) {
        return start(List.of("-jar", jar.toString()), home, home, Map.of());
    }

    /** Runs a server that is expected to give up, and waits until it has. */
    public static Ended startInVain(Class<?> main, Path home, String... options) {
        List<String> command =
                command(List.of("-cp", System.getProperty("java.class.path"), main.getName()), home, Map.of());
        command.addAll(List.of(options));
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Ended(process.onExit().get(1, TimeUnit.MINUTES).exitValue(), output);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        } catch (ExecutionException | TimeoutException e) {
            throw new AssertionError("The server did not end", e);
        }
    }

    /** How a server ended, and all that it wrote. */
    public record Ended(int exitValue, String output) {}

    private static ServerProcess start(List<String> program, Path home, Path logs, Map<String, String> properties) {
        try {
            Path log = Files.createTempFile(Files.createDirectories(logs), "server", ".log");
            Process process = new ProcessBuilder(command(program, home, properties))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()))
                    .start();
            ServerProcess server = new ServerProcess(process, log);
            server.awaitReady();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> command(List<String> program, Path home, Map<String, String> properties) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Xmx512m"));
        if (Runtime.version().feature() >= 24) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(program);
        command.add("--server.port=0");
        command.add("--latentry.home=" + home.toAbsolutePath());
        properties.forEach((key, value) -> command.add("--" + key + "=" + value));
        return command;
    }

    /** Its address. */
    public URI uri() {
        return uri;
    }

    /** What it has written to its output. */
    public String log() throws IOException {
        return Files.readString(log);
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
        HttpClient client = HttpClient.newHttpClient();
        long end = System.nanoTime() + START_LIMIT.toNanos();
        while (!isReady(client)) {
            if (!process.isAlive() || System.nanoTime() > end) {
                close();
                throw new AssertionError("The server did not get ready:\n" + log());
            }
        }
    }

    private boolean isReady(HttpClient client) {
        try {
            Thread.sleep(50);
            if (uri == null) {
                uri = address();
            }
            return uri != null && answers(client);
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    private boolean answers(HttpClient client) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(uri.resolve("/actuator/health/readiness"))
                .timeout(Duration.ofSeconds(5))
                .build();
        return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    }

    /** The address at the port that the server has chosen, or null before it has. */
    private URI address() throws IOException {
        Matcher port = PORT.matcher(log());
        return port.find() ? URI.create("http://127.0.0.1:" + port.group(1)) : null;
    }

    private static void await(ProcessHandle process) {
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
