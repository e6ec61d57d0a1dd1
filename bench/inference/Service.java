import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A server in processes of its own. */
final class Service implements AutoCloseable {

    private static final double TICKS_PER_SECOND = 100;
    private static final int PATIENCE = 600;

    private final ServerProcess server;
    private final File log;

    /** Starts a command in which <code>{port}</code> stands for a free port. */
    Service(List<String> command, Map<String, String> environment, File log) throws IOException {
        this.log = log;
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log);
        builder.environment().putAll(environment);
        server = new ServerProcess(builder);
    }

    int port() {
        return URI.create(server.address).getPort();
    }

    String address() {
        return server.address;
    }

    /** Returns a client once a path answers. */
    Client await(String path) throws Exception {
        Client client = new Client(server.address);
        for (int i = 0; i < PATIENCE; i++) {
            if (!server.process.isAlive()) {
                throw new IOException("It did not start:\n" + Files.readString(log.toPath()));
            }
            try {
                if (client.exists(path)) {
                    return client;
                }
            } catch (IOException e) {
                // Not yet.
            }
            Thread.sleep(100);
        }
        throw new IOException("It was not ready in time:\n" + Files.readString(log.toPath()));
    }

    /** What all its processes have taken of the processor, in user and in system mode. */
    double cpuSeconds() {
        return Stream.concat(Stream.of(server.process.toHandle()), server.process.descendants())
                .mapToDouble(handle -> cpuSeconds(handle.pid()))
                .sum();
    }

    private static double cpuSeconds(long pid) {
        try {
            String stat = Files.readString(Path.of("/proc/" + pid + "/stat"));
            String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
            return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_PER_SECOND;
        } catch (IOException e) {
            return 0;
        }
    }

    /** Most memory that the first of its processes has had, in MB. */
    long peakMegabytes() throws IOException {
        return Files.readAllLines(Path.of("/proc/" + server.process.pid() + "/status")).stream()
                .filter(line -> line.startsWith("VmHWM"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                .sum();
    }

    @Override
    public void close() {
        server.close();
    }
}
