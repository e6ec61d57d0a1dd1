import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** A server, from the moment before its process is there. */
final class Server implements AutoCloseable {

    private static final int POLL_MILLISECONDS = 10;
    private static final double LONGEST_SECONDS = 120;

    final Client client;
    private final long start;
    private final ServerProcess server;

    Server(Way way, Path scratch, String option) throws IOException {
        List<String> arguments = new ArrayList<>(way.options());
        arguments.addAll(List.of(
                "-jar",
                "latentry.jar",
                "--server.port={port}",
                "--latentry.home=" + scratch.resolve("store"),
                option));
        ProcessBuilder builder = way.java().builder(scratch, way.folder(), arguments);
        start = System.nanoTime();
        server = new ServerProcess(builder);
        client = new Client(server.address);
    }

    /** Waits until the server says that it is ready, and returns the seconds since its start. */
    double awaitReady() throws InterruptedException {
        while (!client.isReady()) {
            if (!server.process.isAlive() || seconds() > LONGEST_SECONDS) {
                throw new IllegalStateException("The server did not get ready; see the log");
            }
            Thread.sleep(POLL_MILLISECONDS);
        }
        return seconds();
    }

    private double seconds() {
        return (System.nanoTime() - start) / 1e9;
    }

    double processorSeconds() {
        return server.process.info().totalCpuDuration().orElse(Duration.ZERO).toMillis() / 1e3;
    }

    @Override
    public void close() {
        server.close();
    }
}
