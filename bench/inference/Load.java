import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/** Load on a server from this process: so many clients that each wait for their answer, or arrivals that wait for nobody. */
final class Load {

    /** More would be more threads than two cores can wake in time. */
    private static final int MOST_CONNECTIONS = 192;

    private static final int OK = 200;

    private final Service service;
    private final byte[] request;

    Load(Service service, byte[] request) {
        this.service = service;
        this.request = request;
    }

    /**
     * What was seen.
     *
     * @param latencies of answers by status, in milliseconds, sorted
     * @param seconds it took
     * @param cpuSeconds of the server's processes in that time
     * @param bare refusals without Retry-After
     */
    record Seen(Map<Integer, double[]> latencies, double seconds, double cpuSeconds, long bare) {

        int count(int status) {
            return latencies.getOrDefault(status, new double[0]).length;
        }

        int count() {
            return latencies.values().stream().mapToInt(all -> all.length).sum();
        }

        double perSecond() {
            return count(OK) / seconds;
        }

        double percentile(int status, double part) {
            double[] all = latencies.getOrDefault(status, new double[0]);
            return all.length == 0 ? Double.NaN : all[(int) Math.min(all.length - 1, Math.ceil(part * all.length) - 1)];
        }

        double cpuMilliseconds() {
            return 1000 * cpuSeconds / count();
        }
    }

    private record Answer(int status, double milliseconds, boolean bare) {}

    /** Each client sends its next request when it has its answer. */
    Seen closed(int clients, double seconds) throws Exception {
        return run(clients, System.nanoTime() + (long) (seconds * 1e9), System.nanoTime(), System::nanoTime);
    }

    /** Requests arrive at a constant rate; their latencies count from when they were to be sent. */
    Seen open(double perSecond, double seconds) throws Exception {
        long begin = System.nanoTime() + 50_000_000;
        AtomicLong next = new AtomicLong();
        return run(
                MOST_CONNECTIONS,
                begin + (long) (seconds * 1e9),
                begin,
                () -> begin + (long) (next.getAndIncrement() / perSecond * 1e9));
    }

    private interface Arrivals {
        long next();
    }

    private Seen run(int clients, long end, long begin, Arrivals arrivals) throws Exception {
        List<List<Answer>> seen = new ArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < clients; i++) {
            List<Answer> own = new ArrayList<>();
            seen.add(own);
            threads.add(new Thread(() -> client(own, end, arrivals)));
        }
        double cpu = service.cpuSeconds();
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begin) / 1e9;
        List<Answer> all = seen.stream().flatMap(List::stream).toList();
        Map<Integer, double[]> latencies = new TreeMap<>();
        all.stream().mapToInt(Answer::status).distinct().forEach(status -> latencies.put(status, sorted(all, status)));
        return new Seen(
                latencies,
                seconds,
                service.cpuSeconds() - cpu,
                all.stream().filter(Answer::bare).count());
    }

    private static double[] sorted(List<Answer> all, int status) {
        double[] latencies = all.stream()
                .filter(answer -> answer.status() == status)
                .mapToDouble(Answer::milliseconds)
                .toArray();
        Arrays.sort(latencies);
        return latencies;
    }

    private void client(List<Answer> seen, long end, Arrivals arrivals) {
        try (Connection connection = new Connection(service.port(), request)) {
            for (long due = arrivals.next(); due < end; due = arrivals.next()) {
                sleepUntil(due);
                int status = send(connection);
                seen.add(new Answer(
                        status, (System.nanoTime() - due) / 1e6, status == 429 && !connection.has("Retry-After")));
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Returns 0 if the connection broke. */
    private static int send(Connection connection) throws IOException {
        try {
            return connection.send();
        } catch (IOException e) {
            System.out.println(e);
            connection.close();
            return 0;
        }
    }

    private static void sleepUntil(long due) {
        for (long rest = due - System.nanoTime(); rest > 0; rest = due - System.nanoTime()) {
            LockSupport.parkNanos(rest);
        }
    }
}
