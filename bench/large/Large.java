import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Do data that are larger than any heap go all the way? Generates items of known principal components, starts the packaged
 * server with a heap of 512 MB, uploads them, trains PCA, encodes every item by HTTP, holds codes and components against what is
 * known of the items, evaluates, and writes RESULTS.md.
 *
 * <p>Arguments: the jar, a folder for some 13 GB that is emptied again, and maybe how many items; then RESULTS.md stays as it is.
 */
public class Large {

    private static final int ITEMS = 1_370_000;
    private static final int TEST_ITEMS = 2_000;
    private static final int HEAP_MB = 512;
    private static final String MODEL = "large-pca";
    private static final int BATCH = 1_024;

    private final Path jar;
    private final Path folder;
    private final int items;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Generator generator = new Generator(1);
    private MemoryWatch watch;
    private Client client;

    Large(Path jar, Path folder, int items) {
        this.jar = jar;
        this.folder = folder;
        this.items = items;
    }

    /** What is measured. */
    @FunctionalInterface
    interface Phase<T> {
        T run() throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[1])).toAbsolutePath();
        boolean whole = arguments.length < 3;
        int items = whole ? ITEMS : Integer.parseInt(arguments[2]);
        String report = new Large(Path.of(arguments[0]).toAbsolutePath(), folder, items).run();
        System.out.println(report);
        if (whole) {
            Files.writeString(Path.of("bench/large/RESULTS.md"), report);
        }
    }

    private String run() throws Exception {
        Path data = Files.createDirectories(folder.resolve("data"));
        try {
            timed("generate the files", () -> generate(data));
            long bytes = Files.size(data.resolve("train"));
            try (ServerProcess server = start()) {
                watch = new MemoryWatch(server);
                client = new Client(server.address);
                timed("start the server", () -> awaitReady(server));
                timed("upload, split and hash", () -> upload(data));
                timed("train PCA", () -> client.job("/v1/jobs", """
                        {"method": "pca", "dataset": "large", "model": "%s", "seed": 1,
                        "hyperparameters": {"latentSize": %d}}""".formatted(MODEL, Generator.FACTORS)));
                String model = client.get("/v1/models/" + MODEL);
                Check check = timed("encode all items", this::encode);
                check.require();
                String reconstruction = evaluate("evaluate: reconstruction", "\"protocols\": [\"reconstruction\"]");
                String probes = evaluate(
                        "evaluate: probe, neighbours",
                        "\"protocols\": [\"linear-probe\", \"knn\"], \"trainItems\": 10000, \"seeds\": [1]");
                return report(bytes, model, check, reconstruction, probes);
            }
        } finally {
            delete(data);
            delete(folder.resolve("store"));
        }
    }

    private <T> T timed(String name, Phase<T> phase) throws Exception {
        if (watch != null) {
            watch.phase = name;
        }
        long start = System.nanoTime();
        T result = phase.run();
        seconds.put(name, (System.nanoTime() - start) / 1e9);
        System.out.printf(Locale.ROOT, "%s: %.1f s%n", name, seconds.get(name));
        return result;
    }

    /** Test items go on where those to train on end. */
    private Void generate(Path data) throws IOException {
        write(data, "train", 0, items);
        write(data, "test", items, TEST_ITEMS);
        return null;
    }

    private void write(Path data, String name, long first, int count) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Generator.VALUES * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(data.resolve(name)), 1 << 20);
                OutputStream labels =
                        new BufferedOutputStream(Files.newOutputStream(data.resolve(name + "Labels")), 1 << 16)) {
            out.write(Npy.header("<f4", "%1$d, %2$d, %2$d".formatted(count, Generator.SIDE)));
            labels.write(Npy.header("|u1", count + ","));
            for (long number = first; number < first + count; number++) {
                bytes.clear();
                for (double value : generator.item(number)) {
                    bytes.putFloat((float) value);
                }
                out.write(bytes.array());
                labels.write(generator.label());
            }
        }
    }

    private ServerProcess start() throws IOException {
        Path log = folder.resolve("server.log");
        Files.deleteIfExists(log);
        return ServerProcess.ofJar(
                jar,
                log,
                List.of("-Xmx" + HEAP_MB + "m"),
                List.of(
                        "--latentry.home=" + folder.resolve("store"),
                        "--latentry.demo=false",
                        "--latentry.datasets.samples=false",
                        "--latentry.datasets.max-upload=5GB",
                        "--latentry.jobs.worker.heap=" + HEAP_MB + "MB"));
    }

    private Void awaitReady(ServerProcess server) throws Exception {
        server.awaitReady(client);
        return null;
    }

    private Void upload(Path data) throws Exception {
        Map<String, BodyPublisher> files = new LinkedHashMap<>();
        for (String name : List.of("train", "trainLabels", "test", "testLabels")) {
            files.put(name, BodyPublishers.ofFile(data.resolve(name)));
        }
        client.upload(Map.of("name", "large"), files);
        return null;
    }

    private Check encode() throws Exception {
        String layers = "/v1/models/" + MODEL + "/layers/";
        Npy components = Npy.read(client.get(layers + "components/weights", Client.NPY));
        Npy mean = Npy.read(client.get(layers + "centred/weights", Client.NPY));
        Check check = new Check(generator, components, mean);
        for (int from = 0; from < items; from += BATCH) {
            int to = Math.min(items, from + BATCH);
            String indices = IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.joining(","));
            Npy codes = Npy.read(client.post(
                    "/v1/models/" + MODEL + "/encode",
                    "{\"dataset\": \"large\", \"split\": \"train\", \"indices\": [" + indices + "]}",
                    Client.NPY));
            if (codes.rows() != to - from || codes.columns() != Generator.FACTORS) {
                throw new IllegalStateException(codes + " for items from " + from + " to " + to);
            }
            for (int i = 0; i < codes.rows(); i++) {
                check.add(from + i, codes.row(i));
            }
        }
        return check;
    }

    private String evaluate(String name, String settings) throws Exception {
        String job = timed(
                name,
                () -> client.job("/v1/evaluations", "{\"dataset\": \"large\", \"models\": [\"" + MODEL + "\"], " + settings + "}"));
        return Client.text(client.get("/v1/evaluations/" + Client.text(job, "id"), "text/markdown"));
    }

    private String report(long bytes, String model, Check check, String reconstruction, String probes) {
        return """
                # Data larger than any heap

                %,d images of %d float32 values, %.2f GB (%.2f GiB) in one file, and %,d to test; `-Xmx%dm` for the server and its workers.

                | phase | seconds |
                |---|---:|
                %s
                | process | heap | most memory, MB | of it not of files, MB |
                |---|---|---:|---:|
                %s
                Datasets are mapped: their pages count as memory of the process while they are cached, and are the system's to take
                back. What is not of files is heap, buffers, arrays and code.

                | what | found | known |
                |---|---:|---:|
                | variance explained by %d components | %.5f | %.5f |
                | largest error of a component's direction, sine of the angle | %.1e | 0 |
                | largest error of the variance of a number of all %,d codes, relative | %.1e | 0 |
                | largest error of %,d codes computed again in float64, of the item's length | %.1e | 0 |
                | what these codes lose, mean square per value | %.4e | %.4e |

                ## Evaluation

                %s
                %s
                %s %s, Java %s, %d processors, shared; one thread a worker computes.
                """
                .formatted(
                        items,
                        Generator.VALUES,
                        bytes / 1e9,
                        bytes / (double) (1 << 30),
                        TEST_ITEMS,
                        HEAP_MB,
                        phases(),
                        processes(),
                        Generator.FACTORS,
                        Client.number(model, "train.explainedVariance"),
                        generator.explained(),
                        check.worstAngle(),
                        check.encoded,
                        check.worstVariance(),
                        check.checked,
                        check.worstCode,
                        check.residual(),
                        check.knownResidual(),
                        reconstruction,
                        probes,
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version().feature(),
                        Runtime.getRuntime().availableProcessors());
    }

    private String phases() {
        StringBuilder lines = new StringBuilder();
        seconds.forEach((name, time) ->
                lines.append(String.format(Locale.ROOT, "| %s | %.1f |%n", name, time)));
        return lines.toString();
    }

    private String processes() {
        StringBuilder lines = new StringBuilder();
        Stream.concat(Stream.of("server"), seconds.keySet().stream().map(phase -> "worker, " + phase))
                .filter(watch.memory::containsKey)
                .forEach(name -> {
                    Memory memory = watch.memory.get(name);
                    lines.append("| %s | `%s` | %d | %d |\n"
                            .formatted(name, memory.heap(), memory.peak() / 1000, memory.anonymous() / 1000));
                });
        return lines.toString();
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
