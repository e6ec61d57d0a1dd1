import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server in a process of its own, on a free port. */
final class ServerProcess implements AutoCloseable {

    private static final long LONGEST_END_SECONDS = 60;

    final Process process;
    final String address;
    private final Path log;

    /**
     * Starts a command, in whose words <code>{port}</code> stands for a free port; it is not ready yet.
     *
     * @param builder of it, whose output goes to a file
     */
    ServerProcess(ProcessBuilder builder) throws IOException {
        String port = Integer.toString(freePort());
        address = "http://127.0.0.1:" + port;
        log = builder.redirectOutput().file().toPath();
        builder.command(builder.command().stream().map(word -> word.replace("{port}", port)).toList());
        process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(this::end));
    }

    /**
     * Starts the packaged jar.
     *
     * @param log is added to
     * @param jvmOptions of its JVM, such as {@code -Xmx512m}
     * @param arguments of the program
     */
    static ServerProcess ofJar(Path jar, Path log, List<String> jvmOptions, List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(jvmOptions);
        command.addAll(List.of("-jar", jar.toString(), "--server.port={port}"));
        command.addAll(arguments);
        return new ServerProcess(new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile())));
    }

    private static int freePort() throws IOException {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return free.getLocalPort();
        }
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

    /** Asks it to end, and what it has started; workers do when their server does. */
    private void end() {
        if (process.isAlive()) {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        }
    }

    @Override
    public void close() {
        end();
        try {
            if (!process.waitFor(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }
}
