import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/**
 * Does memory grow? Starts the packaged server with an empty store, has it train for 20,000 steps, encode 100,000 times, and load,
 * use and unload models 1,000 times, and watches the resident memory of server and worker. Exits with 1 where the line through the
 * last four fifths of a phase rises by more than 5 %, or live objects grow by more than a fifth and 5 MB.
 *
 * <p>Arguments: the jar, a folder, whose store is deleted again, and maybe {@code --short} to warm up first, do less, read memory
 * settled, and write the results to the folder.
 */
public class Soak {

    static final String WIDE = "soak-wide";
    private static final int PARTS = 20;

    /** Touched from the beginning, so that what grows is not the heap that a JVM had been promised anyway. */
    private static final List<String> HEAP = List.of("-Xms512m", "-Xmx512m", "-XX:+AlwaysPreTouch");

    /** More than there is time for: the job is cancelled when it has been watched, since a worker ends with its last step. */
    private static final int MOST_EPOCHS = 10_000;

    private static final String TRAINING =
            """
            {"method": "%s", "dataset": "fashion-sample", "model": "%s", "seed": 1,
             "hyperparameters": {"epochs": %d, "batchSize": 90, "patience": 0, "hidden": %s}}""";

    private final Extent extent;
    private final Path jar;
    private final Path folder;
    private final List<Series> all = new ArrayList<>();
    private ServerProcess server;
    private Client client;

    Soak(Path jar, Path folder, Extent extent) {
        this.jar = jar;
        this.folder = folder;
        this.extent = extent;
    }

    /**
     * How much is done.
     *
     * @param warmSteps before memory is watched, and so on
     * @param width of the hidden layers of the largest model
     * @param settled whether memory is read after each part, settled, and not all the time
     */
    private record Extent(
            int warmSteps,
            int steps,
            int warmRequests,
            int requests,
            int warmCycles,
            int cycles,
            int width,
            boolean settled) {

        static final Extent WHOLE = new Extent(0, 20_000, 0, 100_000, 0, 1_000, 2_048, false);
        /**
         * A server that has just started has compiled little code and filled no pool. Of what is free at the end of an arena glibc
         * keeps tens of megabytes even when asked to trim it, which come and go with larger models.
         */
        static final Extent SHORT = new Extent(1_000, 5_000, 20_000, 20_000, 20, 100, 512, true);
    }

    public static void main(String[] arguments) throws Exception {
        boolean whole = !List.of(arguments).contains("--short");
        Path folder = Files.createDirectories(Path.of(arguments[1])).toAbsolutePath();
        Soak soak = new Soak(Path.of(arguments[0]).toAbsolutePath(), folder, whole ? Extent.WHOLE : Extent.SHORT);
        soak.run();
        SoakReport report = new SoakReport(soak.all, !whole);
        System.out.println(report.table());
        System.out.println(report.heapTable());
        report.write(whole ? Path.of("bench/soak") : folder);
        List<Series> grown = soak.all.stream().filter(series -> !series.isFlat()).toList();
        grown.forEach(series -> System.out.println("Memory of the " + series.process + " grows: " + series.phase));
        System.exit(grown.isEmpty() ? 0 : 1);
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
            client.job("/v1/jobs", TRAINING.formatted("autoencoder", WIDE, 1, List.of(extent.width(), extent.width())));
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
                        TRAINING.formatted("vae", "soak-vae", MOST_EPOCHS, "[400]"),
                        Client.JSON));
        String path = "/v1/jobs/" + Client.text(job, "id");
        while (!client.get(path).contains("\"step\":")) {
            if (Client.isOver(client.get(path))) {
                throw new IllegalStateException(client.get(path));
            }
            Thread.sleep(100);
        }
        awaitStep(path, warm);
        long worker = server.workers().get(0).pid();
        Watch own = watch(phase, "server", server.process.pid());
        Watch its = watch(phase, "worker", worker);
        for (int part = 1; part <= PARTS; part++) {
            awaitStep(path, warm + steps / PARTS * part);
            own.part(part, PARTS);
            its.part(part, PARTS);
        }
        own.end();
        its.end();
        client.post(path + "/cancel", "", Client.JSON);
        while (!client.get(path).contains("\"state\":\"cancelled\"")) {
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
        for (int part = 1; part <= PARTS; part++) {
            load.run(requests / PARTS);
            watch.part(part, PARTS);
        }
        watch.end();
    }

    private void cycle() throws Exception {
        int cycles = extent.cycles();
        String phase = "%,d times load, use, unload".formatted(cycles);
        LoadCycles load = new LoadCycles(client);
        for (int i = 0; i < extent.warmCycles(); i++) {
            load.run();
        }
        Watch watch = watch(phase, "server", server.process.pid());
        for (int part = 1; part <= PARTS; part++) {
            for (int i = 0; i < cycles / PARTS; i++) {
                load.run();
            }
            watch.part(part, PARTS);
        }
        watch.end();
    }

    private Watch watch(String phase, String process, long pid) {
        Watch watch = new Watch(phase, process, pid, extent.settled());
        all.add(watch.series);
        System.out.println(phase + ": " + process);
        return watch;
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
