import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A server that is killed and started again on the same store. */
final class KillServer implements AutoCloseable {

    /** Starts soon; a checkpoint whenever there can be one, and features of frozen networks that no other job may use. */
    private static final List<String> JVM_OPTIONS = List.of("-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path jar;
    private final Path folder;
    private ServerProcess server;
    private Client client;

    KillServer(Path jar, Path folder) throws IOException, InterruptedException {
        this.jar = jar;
        this.folder = folder;
        start();
        awaitReady();
    }

    void start() throws IOException {
        server = ServerProcess.ofJar(
                jar,
                folder.resolve("server.log"),
                JVM_OPTIONS,
                List.of(
                        "--latentry.home=" + folder.resolve("store"),
                        "--latentry.training.threads=1",
                        "--latentry.evaluation.threads=1",
                        "--latentry.training.checkpoint-interval=200ms",
                        "--latentry.training.feature-cache=100KB"));
        client = new Client(server.address);
    }

    void awaitReady() throws IOException, InterruptedException {
        server.awaitReady(client);
    }

    Client client() {
        return client;
    }

    List<ProcessHandle> workers() {
        return server.workers();
    }

    void kill() throws InterruptedException {
        server.kill();
    }

    @Override
    public void close() {
        server.close();
    }
}
