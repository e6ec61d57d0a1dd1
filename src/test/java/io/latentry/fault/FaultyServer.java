package io.latentry.fault;

import io.latentry.LatentryApplication;
import io.latentry.testing.LatentryClient;
import io.latentry.testing.ServerProcess;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.util.FileSystemUtils;

/** A server, and the workers it starts, whose home folder is on a {@link Disk}. */
final class FaultyServer implements AutoCloseable {

    private static final int LAST_WORDS = 40;

    private final Path home;
    private final Path logs;
    private final String reserve;
    private final FaultControl control;
    private ServerProcess server;
    private int traceRead;
    private int logRead;

    /**
     * Starts a server on a new store.
     *
     * @param home the folder of its store
     * @param logs gets what the disk and the server report
     * @param reserve that its writers leave free, such as {@code 0B}
     */
    FaultyServer(Path home, Path logs, String reserve) throws IOException {
        this.home = home;
        this.logs = Files.createDirectories(logs);
        this.reserve = reserve;
        control = FaultControl.open(logs.resolve("control"));
        start();
    }

    private void start() {
        server = ServerProcess.start(
                LatentryApplication.class,
                home,
                logs,
                options("server"),
                Map.of(
                        "latentry.training.checkpoint-interval",
                        "0s",
                        "latentry.store.reserve",
                        reserve,
                        "latentry.jobs.worker.jvm-options",
                        "-XX:+UseSerialGC,-XX:TieredStopAtLevel=1," + String.join(",", options("worker"))));
        logRead = 0;
    }

    private List<String> options(String role) {
        return List.of(
                "-Djava.nio.file.spi.DefaultFileSystemProvider=" + FaultyFileSystemProvider.class.getName(),
                "-D" + FaultyFileSystemProvider.HOME + "=" + home.toAbsolutePath(),
                "-D" + FaultyFileSystemProvider.ROLE + "=" + role,
                "-D" + FaultyFileSystemProvider.CONTROL + "=" + logs.resolve("control"),
                "-D" + FaultyFileSystemProvider.TRACE + "=" + logs.resolve("trace"));
    }

    /** Kills the server and its workers, and starts it on what they left. */
    void restart() {
        control.free();
        server.killWithWorkers();
        start();
    }

    /** Has features computed again, which may only be asked for while no job runs. */
    void dropCache() throws IOException {
        FileSystemUtils.deleteRecursively(home.resolve("cache"));
    }

    LatentryClient client() {
        return new LatentryClient(server.uri().toString());
    }

    FaultControl control() {
        return control;
    }

    Path home() {
        return home;
    }

    /** What writers did since this was asked last; failures begin with an exclamation mark. */
    List<String> trace() throws IOException {
        List<String> all = Files.readAllLines(logs.resolve("trace"));
        List<String> news = new ArrayList<>(all.subList(traceRead, all.size()));
        traceRead = all.size();
        return news;
    }

    /** What the server logged since this was asked last. */
    List<String> log() throws IOException {
        List<String> all = server.log().lines().toList();
        List<String> news = List.copyOf(all.subList(logRead, all.size()));
        logRead = all.size();
        return news;
    }

    /** How it is, for whoever has to find out why it does not go on: its health, its last words, and its threads. */
    String condition() throws IOException {
        List<String> lines = server.log().lines().toList();
        String health = new String(
                client().send("GET", "/actuator/health/writes", "", "*/*").body(), StandardCharsets.UTF_8);
        return health + "\n" + String.join("\n", lines.subList(Math.max(0, lines.size() - LAST_WORDS), lines.size()))
                + "\n" + threads();
    }

    private String threads() throws IOException {
        Process dump = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        String.valueOf(server.handle().pid()),
                        "Thread.print")
                .redirectErrorStream(true)
                .start();
        return new String(dump.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.close();
    }
}
