import java.io.IOException;

/**
 * Follows a process through a phase: its resident memory, and what is alive in its heap after a fifth and at the end. Resident
 * memory is read four times a second, whatever is done; or after each part, when the process has collected its garbage and given
 * memory back, which tells by fewer readings whether anything is kept.
 */
final class Watch {

    private static final long INTERVAL_MS = 250;

    final Series series;
    private final long pid;
    private final boolean settled;
    private final long start = System.nanoTime();
    private final Thread thread = new Thread(this::run);
    private volatile boolean done;

    Watch(String phase, String process, long pid, boolean settled) {
        this.series = new Series(phase, process);
        this.pid = pid;
        this.settled = settled;
        if (!settled) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    /** A part of the phase is done, of so many. */
    void part(int number, int parts) throws IOException, InterruptedException {
        if (settled) {
            LiveHeap.settle(pid);
            read();
        }
        if (number == parts / 5 || number == parts) {
            series.heaps.add(LiveHeap.measure(pid));
        }
    }

    void end() throws InterruptedException {
        done = true;
        thread.join();
    }

    private void run() {
        try {
            while (!done) {
                read();
                Thread.sleep(INTERVAL_MS);
            }
        } catch (IOException e) {
            // The process has ended.
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() throws IOException {
        long resident = Memory.read(pid).resident();
        if (resident > 0) {
            series.add((System.nanoTime() - start) / 1e9, resident * 1024 / 1e6);
        }
    }
}
