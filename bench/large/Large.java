import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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

    /** Of so many items one is computed again, in float64. */
    private static final int CHECKED = 97;

    private static final double WRONG_CODE = 1e-4;
    private static final double WRONG_LOSS = 0.01;

    /** What is drawn differs from what it is drawn from by some 1/√items. */
    private static final double WRONG_VARIANCE = 6;

    private static final double WRONG_DIRECTION = 30;

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path jar;
    private final Path folder;
    private final int items;
    private final Map<String, Double> seconds = new LinkedHashMap<>();
    private final Generator generator = new Generator(1);
    private Server server;

    Large(Path jar, Path folder, int items) {
        this.jar = jar;
        this.folder = folder;
        this.items = items;
    }

    /**
     * Images x = m + Σⱼ sⱼ zⱼ uⱼ + σ ε with orthonormal uⱼ and normal z and ε: their covariance has the eigenvectors uⱼ with the
     * eigenvalues sⱼ² + σ², and σ² in all other directions. Nine deviations and more lie between the pixels and the ends of
     * [0, 1]. Every image has a seed of its own. Its label tells the signs of z₁, z₂ and z₃.
     */
    static final class Generator {

        static final int SIDE = 28;
        static final int VALUES = SIDE * SIDE;
        static final int FACTORS = 16;
        static final double NOISE = 0.02;

        private final long seed;
        private final double[][] directions = new double[FACTORS][VALUES];
        private final double[] deviations = new double[FACTORS];
        private final double[] mean = new double[VALUES];
        private final double[] factors = new double[FACTORS];
        private final double[] item = new double[VALUES];

        Generator(long seed) {
            this.seed = seed;
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = 0; i < VALUES; i++) {
                mean[i] = 0.45 + 0.1 * random.nextDouble();
            }
            for (int j = 0; j < FACTORS; j++) {
                deviations[j] = 0.36 * Math.pow(0.88, j);
                direction(j, random);
            }
        }

        /** Gram's and Schmidt's, twice. */
        private void direction(int j, SplittableRandom random) {
            double[] u = directions[j];
            for (int i = 0; i < VALUES; i++) {
                u[i] = random.nextGaussian();
            }
            for (int k = 0; k < 2 * j; k++) {
                add(-dot(u, directions[k % j]), directions[k % j], u);
            }
            double length = Math.sqrt(dot(u, u));
            for (int i = 0; i < VALUES; i++) {
                u[i] /= length;
            }
        }

        double eigenvalue(int j) {
            return deviations[j] * deviations[j] + NOISE * NOISE;
        }

        double explained() {
            double kept = IntStream.range(0, FACTORS).mapToDouble(this::eigenvalue).sum();
            return kept / (kept + (VALUES - FACTORS) * NOISE * NOISE);
        }

        /** The item of a number, as float32 rounds it; valid until the next. */
        double[] item(long number) {
            SplittableRandom random = new SplittableRandom(seed + 1 + number);
            for (int i = 0; i < VALUES; i++) {
                item[i] = mean[i] + NOISE * random.nextGaussian();
            }
            for (int j = 0; j < FACTORS; j++) {
                factors[j] = random.nextGaussian();
                add(deviations[j] * factors[j], directions[j], item);
            }
            for (int i = 0; i < VALUES; i++) {
                item[i] = (float) item[i];
            }
            return item;
        }

        /** The label of the item made last. */
        byte label() {
            return (byte) ((factors[0] > 0 ? 1 : 0) + (factors[1] > 0 ? 2 : 0) + (factors[2] > 0 ? 4 : 0));
        }
    }

    static double dot(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    static void add(double factor, double[] a, double[] target) {
        for (int i = 0; i < a.length; i++) {
            target[i] += factor * a[i];
        }
    }

    /** An array of float32 as NPY has it, {@code [rows, columns]}. */
    record Npy(int rows, int columns, FloatBuffer values) {

        static Npy read(byte[] bytes) {
            ByteBuffer buffer = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
            int start = 10 + (buffer.getShort(8) & 0xFFFF);
            String header = new String(bytes, 10, start - 10, StandardCharsets.US_ASCII);
            Matcher shape = Pattern.compile("'<f4'.*\\((\\d+),\\s*(\\d*)\\)").matcher(header);
            if (!shape.find()) {
                throw new IllegalStateException(header);
            }
            int columns = shape.group(2).isEmpty() ? 1 : Integer.parseInt(shape.group(2));
            FloatBuffer values = buffer.position(start).slice().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer();
            return new Npy(Integer.parseInt(shape.group(1)), columns, values);
        }

        static byte[] header(String type, String shape) {
            String text = "{'descr': '%s', 'fortran_order': False, 'shape': (%s), }".formatted(type, shape);
            int padding = 63 - (10 + text.length()) % 64;
            byte[] words = (text + " ".repeat(padding) + "\n").getBytes(StandardCharsets.US_ASCII);
            return ByteBuffer.allocate(10 + words.length)
                    .order(ByteOrder.LITTLE_ENDIAN)
                    .put(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0})
                    .putShort((short) words.length)
                    .put(words)
                    .array();
        }

        double[] row(int row) {
            return IntStream.range(row * columns, (row + 1) * columns)
                    .mapToDouble(values::get)
                    .toArray();
        }
    }

    /** What Linux tells of a process: the most that was resident, and the most of that which no file backs. */
    record Memory(String heap, long peak, long anonymous) {

        static Memory read(long pid) throws IOException {
            String status = Files.readString(Path.of("/proc", String.valueOf(pid), "status"));
            String command = Files.readString(Path.of("/proc", String.valueOf(pid), "cmdline"));
            String heap = Arrays.stream(command.split("\0"))
                    .filter(argument -> argument.startsWith("-Xmx"))
                    .findFirst()
                    .orElse("none");
            return new Memory(heap, kilobytes(status, "VmHWM"), kilobytes(status, "RssAnon"));
        }

        private static long kilobytes(String status, String field) {
            Matcher found = Pattern.compile(field + ":\\s+(\\d+) kB").matcher(status);
            return found.find() ? Long.parseLong(found.group(1)) : 0;
        }

        Memory and(Memory later) {
            return new Memory(heap, Math.max(peak, later.peak), Math.max(anonymous, later.anonymous));
        }
    }

    /** The packaged jar in a process of its own, and what it and its workers take. */
    static final class Server implements AutoCloseable {

        private final Process process;
        private final String address;
        private final Path log;
        private final Map<String, Memory> memory = new ConcurrentHashMap<>();
        private final Thread watcher = new Thread(this::watch);
        private volatile String phase = "start";

        Server(Path jar, Path folder) throws IOException {
            int port;
            try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
                port = free.getLocalPort();
            }
            address = "http://127.0.0.1:" + port;
            log = folder.resolve("server.log");
            process = new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                            "-Xmx" + HEAP_MB + "m",
                            "-jar",
                            jar.toString(),
                            "--server.port=" + port,
                            "--latentry.home=" + folder.resolve("store"),
                            "--latentry.demo=false",
                            "--latentry.datasets.samples=false",
                            "--latentry.datasets.max-upload=5GB",
                            "--latentry.jobs.worker.heap=" + HEAP_MB + "MB")
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

    /** What codes and components came to, beside what is known of the items. */
    static final class Check {
        private final Generator generator;
        private final double[][] components;
        private final double[] mean;
        private final double[] sums = new double[Generator.FACTORS];
        private final double[] squares = new double[Generator.FACTORS];
        private long encoded;
        private long checked;
        private double worstCode;
        private double residual;

        Check(Generator generator, Npy components, Npy mean) {
            this.generator = generator;
            this.components =
                    IntStream.range(0, components.rows()).mapToObj(components::row).toArray(double[][]::new);
            this.mean = new double[Generator.VALUES];
            mean.values().duplicate().rewind();
            for (int i = 0; i < this.mean.length; i++) {
                this.mean[i] = mean.values().get(i);
            }
        }

        void add(long number, double[] code) {
            encoded++;
            for (int j = 0; j < code.length; j++) {
                sums[j] += code[j];
                squares[j] += code[j] * code[j];
            }
            if (number % CHECKED == 0) {
                compare(number, code);
            }
        }

        private void compare(long number, double[] code) {
            double[] centred = generator.item(number).clone();
            Large.add(-1, mean, centred);
            double length = Math.sqrt(dot(centred, centred));
            double[] rest = centred.clone();
            for (int j = 0; j < code.length; j++) {
                worstCode = Math.max(worstCode, Math.abs(code[j] - dot(components[j], centred)) / length);
                Large.add(-code[j], components[j], rest);
            }
            residual += dot(rest, rest) / rest.length;
            checked++;
        }

        /** Of a component from the generator's direction, up to its sign: the sine of the angle. */
        double angle(int j) {
            double cosine = dot(components[j], generator.directions[j]);
            return Math.sqrt(Math.max(0, 1 - cosine * cosine / dot(components[j], components[j])));
        }

        double worstAngle() {
            return IntStream.range(0, components.length).mapToDouble(this::angle).max().orElseThrow();
        }

        double variance(int j) {
            double average = sums[j] / encoded;
            return squares[j] / encoded - average * average;
        }

        double worstVariance() {
            return IntStream.range(0, components.length)
                    .mapToDouble(j -> Math.abs(variance(j) / generator.eigenvalue(j) - 1))
                    .max()
                    .orElseThrow();
        }

        /** What 784 − 16 directions of noise leave in a value. */
        double knownResidual() {
            return Generator.NOISE * Generator.NOISE * (Generator.VALUES - Generator.FACTORS) / Generator.VALUES;
        }

        double residual() {
            return residual / checked;
        }

        void require() {
            double root = Math.sqrt(encoded);
            if (!(worstCode < WRONG_CODE
                    && worstVariance() < WRONG_VARIANCE / root
                    && worstAngle() < WRONG_DIRECTION / root
                    && Math.abs(residual() / knownResidual() - 1) < WRONG_LOSS)) {
                throw new IllegalStateException("Codes are wrong: code %.1e, variance %.1e, direction %.1e, residual %.3e"
                        .formatted(worstCode, worstVariance(), worstAngle(), residual()));
            }
        }
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
            try (Server started = new Server(jar, folder)) {
                server = started;
                timed("start the server", this::awaitReady);
                timed("upload, split and hash", () -> upload(data));
                timed("train PCA", () -> job("/v1/jobs", """
                        {"method": "pca", "dataset": "large", "model": "%s", "seed": 1,
                        "hyperparameters": {"latentSize": %d}}""".formatted(MODEL, Generator.FACTORS)));
                String model = get("/v1/models/" + MODEL);
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
        if (server != null) {
            server.phase = name;
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

    private Void awaitReady() throws Exception {
        while (server.process.isAlive()) {
            try {
                if (http.send(request("/actuator/health/readiness").build(), BodyHandlers.discarding())
                                .statusCode()
                        == 200) {
                    return null;
                }
            } catch (IOException e) {
                // It does not listen yet.
            }
            Thread.sleep(100);
        }
        throw new IllegalStateException(Files.readString(server.log));
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(server.address + path));
    }

    /** Files go from the disk to the server, piece by piece. */
    private Void upload(Path data) throws Exception {
        String boundary = "latentry-bench";
        String field = "--" + boundary + "\r\nContent-Disposition: form-data; name=\"%s\"%s\r\n\r\n";
        List<BodyPublisher> parts = new ArrayList<>();
        parts.add(BodyPublishers.ofString(field.formatted("name", "") + "large\r\n"));
        for (String name : List.of("train", "trainLabels", "test", "testLabels")) {
            parts.add(BodyPublishers.ofString(field.formatted(name, "; filename=\"" + name + ".npy\"")));
            parts.add(BodyPublishers.ofFile(data.resolve(name)));
            parts.add(BodyPublishers.ofString("\r\n"));
        }
        parts.add(BodyPublishers.ofString("--" + boundary + "--\r\n"));
        HttpRequest.Builder request = request("/v1/datasets")
                .header("Content-Type", "multipart/form-data; boundary=" + boundary)
                .POST(BodyPublishers.concat(parts.toArray(BodyPublisher[]::new)));
        send(request, "application/json");
        return null;
    }

    private byte[] send(HttpRequest.Builder request, String accept) throws Exception {
        HttpResponse<byte[]> response = http.send(
                request.header("Accept", accept).timeout(Duration.ofMinutes(30)).build(), BodyHandlers.ofByteArray());
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(
                    response.statusCode() + " " + new String(response.body(), StandardCharsets.UTF_8));
        }
        return response.body();
    }

    private String get(String path) throws Exception {
        return new String(send(request(path), "application/json"), StandardCharsets.UTF_8);
    }

    private byte[] post(String path, String body, String accept) throws Exception {
        return send(
                request(path).header("Content-Type", "application/json").POST(BodyPublishers.ofString(body)), accept);
    }

    /** Submits a job, waits for it, and returns its identifier. */
    private String job(String path, String body) throws Exception {
        String job = new String(post(path, body, "application/json"), StandardCharsets.UTF_8);
        String id = text(job, "id");
        while (!List.of("succeeded", "failed", "cancelled").contains(text(job, "state"))) {
            Thread.sleep(300);
            job = get("/v1/jobs/" + id);
        }
        if (!text(job, "state").equals("succeeded")) {
            throw new IllegalStateException(job);
        }
        return id;
    }

    private Check encode() throws Exception {
        String layers = "/v1/models/" + MODEL + "/layers/";
        Npy components = Npy.read(send(request(layers + "components/weights"), "application/x-npy"));
        Npy mean = Npy.read(send(request(layers + "centred/weights"), "application/x-npy"));
        Check check = new Check(generator, components, mean);
        for (int from = 0; from < items; from += BATCH) {
            int to = Math.min(items, from + BATCH);
            String indices = IntStream.range(from, to).mapToObj(Integer::toString).collect(Collectors.joining(","));
            Npy codes = Npy.read(post(
                    "/v1/models/" + MODEL + "/encode",
                    "{\"dataset\": \"large\", \"split\": \"train\", \"indices\": [" + indices + "]}",
                    "application/x-npy"));
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
        String id = timed(
                name,
                () -> job("/v1/evaluations", "{\"dataset\": \"large\", \"models\": [\"" + MODEL + "\"], " + settings + "}"));
        return new String(send(request("/v1/evaluations/" + id), "text/markdown"), StandardCharsets.UTF_8);
    }

    private static String text(String json, String field) {
        Matcher found = Pattern.compile("\"" + field + "\":\"([^\"]*)\"").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException(json);
        }
        return found.group(1);
    }

    private static double number(String json, String field) {
        Matcher found = Pattern.compile("\"" + Pattern.quote(field) + "\":([-0-9.E]+)").matcher(json);
        if (!found.find()) {
            throw new IllegalStateException(field + " is missing in " + json);
        }
        return Double.parseDouble(found.group(1));
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
                        number(model, "train.explainedVariance"),
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
                .filter(server.memory::containsKey)
                .forEach(name -> {
                    Memory memory = server.memory.get(name);
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
