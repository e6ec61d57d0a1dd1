import java.io.IOException;

/** Reads a process's resident memory four times a second while something is done. */
final class Watch {

    private static final long INTERVAL_MS = 250;

    final Series series;
    private final long pid;
    private final Thread thread = new Thread(this::run);
    private volatile boolean done;

    Watch(String phase, String process, long pid) {
        this.series = new Series(phase, process);
        this.pid = pid;
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        long start = System.nanoTime();
        try {
            while (!done) {
                long resident = Memory.read(pid).resident();
                if (resident > 0) {
                    series.add((System.nanoTime() - start) / 1e9, resident * 1024 / 1e6);
                }
                Thread.sleep(INTERVAL_MS);
            }
        } catch (IOException e) {
            // The process has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    void end() throws InterruptedException {
        done = true;
        thread.join();
    }
}
