import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The most memory that a server took, and its workers in each phase. */
final class MemoryWatch {

    final Map<String, Memory> memory = new ConcurrentHashMap<>();
    private final ServerProcess server;
    volatile String phase = "start";

    MemoryWatch(ServerProcess server) {
        this.server = server;
        Thread watcher = new Thread(this::watch);
        watcher.setDaemon(true);
        watcher.start();
    }

    private void watch() {
        try {
            while (server.process.isAlive()) {
                note("server", server.process.pid());
                server.workers().forEach(worker -> note("worker, " + phase, worker.pid()));
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
}
