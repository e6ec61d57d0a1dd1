import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.zip.GZIPInputStream;

/**
 * Does a backbone that learned from Fashion-MNIST help with digits? Trains with few labels on a running server: a linear head
 * on the frozen backbone, the same with its last stage or all of it trained on, the same network from scratch, and a linear
 * classifier on raw pixels. Writes RESULTS.md.
 *
 * <p>Arguments: the server's address, the backbone, and a folder with MNIST's four IDX files.
 */
public class Transfer {

    private static final int[] LABELS_PER_CLASS = {10, 100};
    private static final int SEEDS = 3;
    private static final int CLASSES = 10;

    private final Client client;
    private final String backbone;
    private final Map<String, List<Double>> accuracies = new LinkedHashMap<>();
    private final Map<String, List<Double>> seconds = new LinkedHashMap<>();

    Transfer(String server, String backbone) {
        this.client = new Client(server);
        this.backbone = backbone;
    }

    /** Images as bytes, {@code [count][height × width]}, with their labels. */
    record Images(int height, int width, byte[][] pixels, int[] labels) {

        static Images read(Path images, Path labels) throws IOException {
            ByteBuffer pixels = ByteBuffer.wrap(bytes(images)).position(4);
            int count = pixels.getInt();
            int height = pixels.getInt();
            int width = pixels.getInt();
            byte[] labelBytes = bytes(labels);
            byte[][] rows = new byte[count][height * width];
            int[] numbers = new int[count];
            for (int i = 0; i < count; i++) {
                pixels.get(rows[i]);
                numbers[i] = labelBytes[8 + i];
            }
            return new Images(height, width, rows, numbers);
        }

        private static byte[] bytes(Path file) throws IOException {
            byte[] content = Files.readAllBytes(file);
            return content[0] == 0x1f
                    ? new GZIPInputStream(new ByteArrayInputStream(content)).readAllBytes()
                    : content;
        }

        Images choose(int[] indices) {
            byte[][] rows = Arrays.stream(indices).mapToObj(i -> pixels[i]).toArray(byte[][]::new);
            return new Images(height, width, rows, Arrays.stream(indices).map(i -> labels[i]).toArray());
        }

        /** As many of every class, drawn by a seed. */
        Images few(int perClass, long seed) {
            int[] order = IntStream.range(0, labels.length).toArray();
            SplittableRandom random = new SplittableRandom(seed);
            for (int i = order.length - 1; i > 0; i--) {
                int j = random.nextInt(i + 1);
                int swapped = order[i];
                order[i] = order[j];
                order[j] = swapped;
            }
            int[] taken = new int[CLASSES];
            return choose(Arrays.stream(order)
                    .filter(i -> taken[labels[i]]++ < perClass)
                    .toArray());
        }

        byte[] imagesIdx() {
            ByteBuffer idx = ByteBuffer.allocate(16 + pixels.length * height * width);
            idx.putInt(0x803).putInt(pixels.length).putInt(height).putInt(width);
            Arrays.stream(pixels).forEach(idx::put);
            return idx.array();
        }

        byte[] labelsIdx() {
            ByteBuffer idx = ByteBuffer.allocate(8 + labels.length);
            idx.putInt(0x801).putInt(labels.length);
            Arrays.stream(labels).forEach(label -> idx.put((byte) label));
            return idx.array();
        }
    }

    public static void main(String[] arguments) throws Exception {
        Transfer bench = new Transfer(arguments[0], arguments[1]);
        Path samples = Path.of("src/main/resources/samples/digits");
        Images digits = Images.read(samples.resolve("images-idx3-ubyte.gz"), samples.resolve("labels-idx1-ubyte.gz"));
        int test = 500;
        int train = digits.labels().length - test;
        bench.run(
                "digits",
                digits.choose(IntStream.range(0, train).toArray()),
                digits.choose(IntStream.range(train, train + test).toArray()));
        Path mnist = Path.of(arguments[2]);
        bench.run(
                "MNIST",
                Images.read(mnist.resolve("train-images-idx3-ubyte"), mnist.resolve("train-labels-idx1-ubyte")),
                Images.read(mnist.resolve("t10k-images-idx3-ubyte"), mnist.resolve("t10k-labels-idx1-ubyte")));
        bench.report(Path.of("bench/transfer/RESULTS.md"));
    }

    private void run(String name, Images train, Images test) throws Exception {
        for (int perClass : LABELS_PER_CLASS) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                String dataset = (name + "-" + perClass + "-" + seed).toLowerCase(Locale.ROOT);
                upload(dataset, train.few(perClass, seed), test);
                String row = name + ", " + perClass;
                String optimizer = "\"validationFraction\":0,\"patience\":0,\"batchSize\":32,\"optimizer\":\"adamw\","
                        + "\"weightDecay\":0.01,\"schedule\":\"one-cycle\",";
                int epochs = perClass == 10 ? 100 : 30;
                for (String freeze : List.of("all", "layer2", "none")) {
                    train(row, "transfer, frozen: " + freeze, "/v1/models/" + backbone + "/fine-tune", """
                            {"newModel":"bench-%1$s-%5$s","dataset":"%1$s","seed":%2$d,"freeze":"%5$s",
                            "hyperparameters":{%3$s"learningRate":%6$s,"epochs":%4$d}}"""
                            .formatted(dataset, seed, optimizer, epochs, freeze, freeze.equals("all") ? 0.01 : 0.004));
                }
                train(row, "from scratch", "/v1/jobs", """
                        {"method":"classifier","model":"bench-%1$s-scratch","dataset":"%1$s","seed":%2$d,
                        "hyperparameters":{%3$s"architecture":"resnet20","imageSize":28,"learningRate":0.004,
                        "epochs":%4$d}}""".formatted(dataset, seed, optimizer, epochs));
                train(row, "raw pixels", "/v1/jobs", """
                        {"method":"classifier","model":"bench-%1$s-raw","dataset":"%1$s","seed":%2$d,
                        "hyperparameters":{%3$s"hidden":[],"learningRate":0.01,"epochs":%4$d}}"""
                        .formatted(dataset, seed, optimizer, epochs));
            }
        }
    }

    private void upload(String name, Images train, Images test) throws Exception {
        client.delete("/v1/datasets/" + name);
        client.upload(
                Map.of("name", name),
                Map.of(
                        "train", BodyPublishers.ofByteArray(train.imagesIdx()),
                        "trainLabels", BodyPublishers.ofByteArray(train.labelsIdx()),
                        "test", BodyPublishers.ofByteArray(test.imagesIdx()),
                        "testLabels", BodyPublishers.ofByteArray(test.labelsIdx())));
    }

    private void train(String row, String way, String path, String request) throws Exception {
        String job = client.job(path, request);
        String reference = Client.text(job.substring(job.indexOf("\"result\"")), "model");
        String model = client.get("/v1/models/" + reference);
        double accuracy = Client.number(model, "test.accuracy");
        System.out.printf(Locale.ROOT, "%s, %s: %.4f%n", row, way, accuracy);
        accuracies.computeIfAbsent(row + "|" + way, key -> new ArrayList<>()).add(accuracy);
        seconds.computeIfAbsent(row + "|" + way, key -> new ArrayList<>())
                .add(Client.number(model, "run.trainingSeconds"));
    }

    private void report(Path file) throws IOException {
        List<String> ways = accuracies.keySet().stream()
                .map(key -> key.split("\\|")[1])
                .distinct()
                .toList();
        StringBuilder text = new StringBuilder("""
                # Transfer from Fashion-MNIST to digits

                Test accuracy in %%, mean ± standard deviation over %d draws of the labelled images, and the median seconds of
                training. The backbone is `%s`: a ResNet-20 that was trained here on the whole of Fashion-MNIST.

                | data, labels per class | %s |
                |%s
                """.formatted(SEEDS, backbone, String.join(" | ", ways), "---|".repeat(ways.size() + 1)));
        for (String row : accuracies.keySet().stream().map(key -> key.split("\\|")[0]).distinct().toList()) {
            text.append("| ").append(row);
            for (String way : ways) {
                text.append(" | ").append(cell(row + "|" + way));
            }
            text.append(" |\n");
        }
        text.append("\n%s %s, Java %s, %d processors.\n"
                .formatted(
                        System.getProperty("os.name"),
                        System.getProperty("os.arch"),
                        Runtime.version().feature(),
                        Runtime.getRuntime().availableProcessors()));
        Files.writeString(file, text);
        System.out.println(text);
    }

    private String cell(String key) {
        List<Double> values = accuracies.get(key);
        double mean = values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        List<Double> times = seconds.get(key).stream().sorted().toList();
        return String.format(
                Locale.ROOT,
                "%.1f ± %.1f (%.1f s)",
                100 * mean,
                100 * Math.sqrt(squares / (values.size() - 1)),
                times.get(times.size() / 2));
    }
}
