import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Does memory grow? Starts the packaged server with an empty store, has it train for 20,000 steps, encode 100,000 times, and load,
 * use and unload models 100 times, and watches the resident memory of server and worker. Exits with 1 where the line through the
 * last four fifths of a phase rises by more than 5 %.
 *
 * <p>Arguments: the jar, a folder, which is emptied again, and maybe {@code --short} for fewer steps and requests, after the server has
 * warmed up; then RESULTS.md stays as it is.
 */
public class Soak {

    static final String WIDE = "soak-wide";
    private static final double MOST_GROWTH = 0.05;

    /** Touched from the beginning, so that what grows is not the heap that a JVM had been promised anyway. */
    private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    /** Of the 2,000 images to learn from 200 are set aside to validate by. */
    private static final int STEPS_PER_EPOCH = 20;

    private static final String TRAINING =
            """
            {"method": "%s", "dataset": "fashion-sample", "model": "%s", "seed": 1,
             "hyperparameters": {"epochs": %d, "batchSize": 90, "patience": 0, "hidden": %s}}""";

    private final Extent extent;
    private final Path jar;
    private final Path folder;
    private final List<Series> all = new ArrayList<>();
    /** Of each phase, after a fifth of it and at its end. */
    private final Map<String, List<Double>> heaps = new LinkedHashMap<>();
    private ServerProcess server;
    private Client client;

    Soak(Path jar, Path folder, Extent extent) {
        this.jar = jar;
        this.folder = folder;
        this.extent = extent;
    }

    /** How often things are done before memory is watched, and while it is. */
    private record Extent(int warmSteps, int steps, int warmRequests, int requests, int warmCycles, int cycles) {

        static final Extent WHOLE = new Extent(0, 20_000, 0, 100_000, 0, 100);
        /**
         * In the first fifth of a minute the server's code is not compiled and its pools are not filled; and native memory that is
         * free goes back every ten seconds, of which a phase needs a few.
         */
        static final Extent SHORT = new Extent(1_000, 2_000, 20_000, 20_000, 10, 100);
    }

    public static void main(String[] arguments) throws Exception {
        boolean whole = !List.of(arguments).contains("--short");
        Path folder = Files.createDirectories(Path.of(arguments[1])).toAbsolutePath();
        Soak soak = new Soak(Path.of(arguments[0]).toAbsolutePath(), folder, whole ? Extent.WHOLE : Extent.SHORT);
        soak.run();
        SoakReport report = new SoakReport(soak.all, soak.heaps);
        System.out.println(report.table());
        System.out.println(report.heapTable());
        if (whole) {
            report.write(Path.of("bench/soak"));
        }
        boolean flat = soak.all.stream().allMatch(series -> series.line().growth() <= MOST_GROWTH);
        System.exit(flat && soak.heaps.values().stream().allMatch(Soak::isKept) ? 0 : 1);
    }

    /** Whether a heap's live objects are about as many at the end as after a fifth. */
    private static boolean isKept(List<Double> megabytes) {
        return megabytes.get(1) <= 1.2 * megabytes.get(0) + 5;
    }

    private void run() throws Exception {
        Path store = folder.resolve("store");
        try (ServerProcess started = ServerProcess.ofJar(
                jar,
                folder.resolve("server.log"),
                HEAP,
                List.of(
                        "--latentry.home=" + store,
                        "--latentry.jobs.worker.heap=512MB",
                        "--latentry.jobs.worker.jvm-options=-XX:+UseSerialGC,-Xms512m,-XX:+AlwaysPreTouch"))) {
            server = started;
            client = new Client(server.address);
            server.awaitReady(client);
            client.job("/v1/jobs", TRAINING.formatted("autoencoder", WIDE, 1, "[2048, 2048]"));
            train();
            encode();
            cycle();
        } finally {
            delete(store);
        }
    }

    private void train() throws Exception {
        int steps = extent.steps();
        int warm = extent.warmSteps();
        String phase = "%,d training steps".formatted(steps);
        String job = Client.text(
                client.post(
                        "/v1/jobs",
                        TRAINING.formatted("vae", "soak-vae", (warm + steps) / STEPS_PER_EPOCH, "[400]"),
                        Client.JSON));
        String path = "/v1/jobs/" + Client.text(job, "id");
        while (!client.get(path).contains("\"step\":")) {
            Thread.sleep(100);
        }
        awaitStep(path, warm);
        long worker = server.workers().get(0).pid();
        Watch own = watch(phase, "server", server.process.pid());
        Watch its = watch(phase, "worker", worker);
        awaitStep(path, warm + steps / 5);
        measureHeap(phase + ", worker", worker);
        awaitStep(path, warm + steps * 49 / 50);
        measureHeap(phase + ", worker", worker);
        awaitStep(path, warm + steps);
        own.end();
        its.end();
        while (!client.get(path).contains("\"state\":\"succeeded\"")) {
            Thread.sleep(100);
        }
    }

    private void awaitStep(String path, int step) throws Exception {
        String job = client.get(path);
        while (Client.number(job, "step") < step) {
            if (!Client.text(job, "state").equals("running")) {
                throw new IllegalStateException(job);
            }
            Thread.sleep(50);
            job = client.get(path);
        }
    }

    private void encode() throws Exception {
        int requests = extent.requests();
        String phase = "%,d encode requests".formatted(requests);
        EncodeLoad load = new EncodeLoad(client);
        load.run(extent.warmRequests());
        Watch watch = watch(phase, "server", server.process.pid());
        load.run(requests / 5);
        measureHeap(phase);
        load.run(requests - requests / 5);
        watch.end();
        measureHeap(phase);
    }

    private void cycle() throws Exception {
        int cycles = extent.cycles();
        String phase = "%,d times load, use, unload".formatted(cycles);
        LoadCycles load = new LoadCycles(client);
        for (int i = 0; i < extent.warmCycles(); i++) {
            load.run();
        }
        Watch watch = watch(phase, "server", server.process.pid());
        for (int i = 0; i < cycles; i++) {
            load.run();
            if (i == cycles / 5) {
                measureHeap(phase);
            }
        }
        watch.end();
        measureHeap(phase);
    }

    private Watch watch(String phase, String process, long pid) {
        Watch watch = new Watch(phase, process, pid);
        all.add(watch.series);
        System.out.println(phase + ": " + process);
        return watch;
    }

    private void measureHeap(String phase) throws Exception {
        measureHeap(phase + ", server", server.process.pid());
    }

    private void measureHeap(String name, long pid) throws Exception {
        heaps.computeIfAbsent(name, phase -> new ArrayList<>()).add(LiveHeap.measure(pid));
    }

    private static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}
