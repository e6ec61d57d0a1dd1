import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The packaged jar in a process of its own, on a free port. */
final class ServerProcess implements AutoCloseable {

    final Process process;
    final String address;
    private final Path log;

    /**
     * Starts one; it is not ready yet.
     *
     * @param log is added to
     * @param jvmOptions of its JVM, such as {@code -Xmx512m}
     * @param arguments of the program
     */
    ServerProcess(Path jar, Path log, List<String> jvmOptions, List<String> arguments) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        this.address = "http://127.0.0.1:" + port;
        this.log = log;
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toString(), "--server.port=" + port));
        command.addAll(arguments);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
    }

    void awaitReady(Client client) throws IOException, InterruptedException {
        while (!client.isReady()) {
            if (!process.isAlive()) {
                throw new IllegalStateException(Files.readString(log));
            }
            Thread.sleep(100);
        }
    }

    /** The processes that work on its jobs, at the moment. */
    List<ProcessHandle> workers() {
        return process.descendants().toList();
    }

    /** Kills it, and nothing else, as {@code kill -9} does. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        try {
            process.destroy();
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
