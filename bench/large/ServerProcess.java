import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The packaged jar in a process of its own, and what it and its workers take. */
final class ServerProcess implements AutoCloseable {

    final Process process;
    final String address;
    final Path log;
    final Map<String, Memory> memory = new ConcurrentHashMap<>();
    private final Thread watcher = new Thread(this::watch);
    volatile String phase = "start";

    ServerProcess(Path jar, Path folder, int heap) throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        address = "http://127.0.0.1:" + port;
        log = folder.resolve("server.log");
        process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx" + heap + "m",
                        "-jar",
                        jar.toString(),
                        "--server.port=" + port,
                        "--latentry.home=" + folder.resolve("store"),
                        "--latentry.demo=false",
                        "--latentry.datasets.samples=false",
                        "--latentry.datasets.max-upload=5GB",
                        "--latentry.jobs.worker.heap=" + heap + "MB")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch() {
        try {
            while (process.isAlive()) {
                note("server", process.pid());
                process.descendants().forEach(worker -> note("worker, " + phase, worker.pid()));
                Thread.sleep(100);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** A process that is a shell still, or gone already, has no heap to tell of. */
    private void note(String name, long pid) {
        try {
            Memory now = Memory.read(pid);
            if (!now.heap().equals("none")) {
                memory.merge(name, now, Memory::and);
            }
        } catch (IOException e) {
            // It has just ended.
        }
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
