import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.zip.GZIPInputStream;

/**
 * Are methods with their default hyperparameters better than what is simplest of their kind? Trains each on small tables and on
 * the samples, with three seeds, compares the figures of its card with those of its floor, and writes RESULTS.md. Starts a server
 * of its own.
 *
 * <p>Arguments: the packaged jar, and a folder for the store, which may have models of an earlier run.
 */
public class Defaults {

    private static final int SEEDS = 3;
    private static final Path TABLES = Path.of("src/test/resources/figures");

    private static final List<String> DATASETS = List.of("wine", "breast-cancer", "digits", "fashion-sample");

    private static final List<Method> METHODS = List.of(
            new Method("autoencoder", "principal components", "mse", "pca.mse"),
            new Method(
                    "vae",
                    "probabilistic principal components",
                    "negativeLogLikelihoodGaussian",
                    "pca.negativeLogLikelihoodGaussian"),
            new Method("denoising-autoencoder", "best linear denoiser", "denoised", "linear.denoised"));

    private final Client client;

    private Defaults(Client client) {
        this.client = client;
    }

    /**
     * A method, and the floor that it is compared with.
     *
     * @param own name of its figure on a card, or how it begins, before the kind of noise
     * @param floorFigure likewise
     */
    private record Method(String name, String floor, String own, String floorFigure) {}

    /** What is compared, and how it is written. */
    private enum Measure {
        MSE("test MSE", 4, -1),
        PSNR("test PSNR in dB", 2, 1),
        LIKELIHOOD("−log p(x) in nats", 2, -1);

        final String label;
        final int digits;
        final int sign;

        Measure(String label, int digits, int sign) {
            this.label = label;
            this.digits = digits;
            this.sign = sign;
        }

        static Measure of(String figure) {
            return figure.contains("Likelihood") ? LIKELIHOOD : figure.contains("Psnr") ? PSNR : MSE;
        }
    }

    public static void main(String[] arguments) throws Exception {
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        List<String> options = List.of(
                "--latentry.home=" + folder.resolve("store"),
                "--latentry.demo=false",
                "--latentry.jobs.concurrent=2",
                "--latentry.training.threads=1");
        try (ServerProcess server = ServerProcess.ofJar(
                Path.of(arguments[0]), folder.resolve("server.log"), List.of("-Xmx1g"), options)) {
            Client client = new Client(server.address);
            server.awaitReady(client);
            new Defaults(client).run();
        }
    }

    private void run() throws IOException, InterruptedException {
        StringBuilder table = new StringBuilder("""
                | dataset | method | compared with | measure | defaults, median of three seeds (range) | floor | better |
                |---|---|---|---|---|---|---|
                """);
        for (String dataset : DATASETS) {
            provide(dataset);
        }
        for (Method method : METHODS) {
            for (String dataset : DATASETS) {
                String row = row(dataset, method);
                System.out.print(row);
                table.append(row);
            }
        }
        Files.writeString(Path.of("bench/defaults/RESULTS.md"), table + "\n" + Machine.line() + "\n");
    }

    private void provide(String dataset) throws IOException, InterruptedException {
        Path file = TABLES.resolve(dataset + ".csv.gz");
        if (client.exists("/v1/datasets/" + dataset) || !Files.exists(file)) {
            return;
        }
        try (GZIPInputStream text = new GZIPInputStream(new ByteArrayInputStream(Files.readAllBytes(file)))) {
            client.upload(
                    Map.of("name", dataset, "label", "class"),
                    Map.of("file", BodyPublishers.ofByteArray(text.readAllBytes())));
        }
    }

    private String row(String dataset, Method method) throws IOException, InterruptedException {
        List<Double> own = new ArrayList<>();
        List<Double> floor = new ArrayList<>();
        Measure measure = Measure.MSE;
        for (String model : models(dataset, method)) {
            String card = client.get("/v1/models/" + model + "/card");
            if (!card.contains("\"evaluation." + method.floorFigure)) {
                return "| %s | %s | %s | none: %s | | | |%n"
                        .formatted(dataset, method.name, method.floor, reason(card));
            }
            measure = Measure.of(name(card, method.own));
            own.add(Client.number(card, name(card, method.own)));
            floor.add(Client.number(card, name(card, method.floorFigure)));
        }
        int wins = 0;
        for (int i = 0; i < SEEDS; i++) {
            wins += measure.sign * (own.get(i) - floor.get(i)) > 0 ? 1 : 0;
        }
        return "| %s | %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        dataset,
                        method.name,
                        method.floor,
                        measure.label,
                        text(own, measure.digits),
                        text(floor, measure.digits),
                        wins == SEEDS ? "yes" : "**no**, " + wins + " of " + SEEDS);
    }

    private static String reason(String card) {
        return card.contains("\"bernoulli\"")
                ? "a Bernoulli likelihood is no density"
                : "the code is no smaller than an item";
    }

    /** Trains with several seeds at a time, so that no core is idle. */
    private List<String> models(String dataset, Method method) throws IOException, InterruptedException {
        List<String> models = new ArrayList<>();
        List<String> jobs = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            String model = "%s-%s-%d".formatted(method.name, dataset, seed);
            models.add(model);
            if (!client.exists("/v1/models/" + model)) {
                jobs.add(Client.text(Client.text(client.post("/v1/jobs", """
                        {"method": "%s", "dataset": "%s", "model": "%s", "seed": %d}"""
                        .formatted(method.name, dataset, model, seed), Client.JSON)), "id"));
            }
        }
        for (String job : jobs) {
            client.await(job);
        }
        return models;
    }

    /** Of the one figure of a card whose name begins so. */
    private static String name(String card, String beginning) {
        int start = card.indexOf("\"evaluation." + beginning);
        return card.substring(start + 1, card.indexOf('"', start + 1));
    }

    private static String text(List<Double> figures, int digits) {
        List<Double> sorted = figures.stream().sorted().toList();
        String number = "%." + digits + "f";
        return sorted.get(0).equals(sorted.get(SEEDS - 1))
                ? String.format(Locale.ROOT, number, sorted.get(0))
                : String.format(
                        Locale.ROOT,
                        number + " (" + number + "–" + number + ")",
                        sorted.get(SEEDS / 2),
                        sorted.get(0),
                        sorted.get(SEEDS - 1));
    }
}
