import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Do labels help a dictionary? Has a running server learn as many atoms of MNIST without labels and with them, at two prices
 * of what is not 0, three times each, evaluates the codes of all by a linear probe, and writes RESULTS.md.
 *
 * <p>Arguments: the server's address, and a folder with MNIST's four IDX files.
 */
public class Dictionary {

    private static final String DATASET = "mnist";
    private static final int SEEDS = 3;

    private static final List<String> SPARSITIES = List.of("0.3", "2.0");
    private static final List<String> KINDS = List.of("unsupervised", "supervised");

    private static final String SETTINGS = """
            {"atoms": 64, "sparsity": %s, "ridge": 0.1, "epochs": 10, "validationFraction": 0, "patience": 0, \
            "supervised": %b}""";

    private final Client client;

    Dictionary(String server) {
        this.client = new Client(server);
    }

    public static void main(String[] arguments) throws Exception {
        Dictionary bench = new Dictionary(arguments[0]);
        bench.upload(Path.of(arguments[1]));
        Map<String, String> cards = new LinkedHashMap<>();
        for (String sparsity : SPARSITIES) {
            for (int seed = 1; seed <= SEEDS; seed++) {
                for (String kind : KINDS) {
                    cards.put(name(kind, sparsity, seed), bench.train(kind, sparsity, seed));
                }
            }
        }
        String report = report(cards, bench.probe(cards.keySet()));
        System.out.println(report);
        Files.writeString(Path.of("bench/dictionary/RESULTS.md"), report);
    }

    private static String name(String kind, String sparsity, int seed) {
        return "bench-dictionary-" + kind + "-" + sparsity + "-" + seed;
    }

    private void upload(Path folder) throws Exception {
        if (client.exists("/v1/datasets/" + DATASET)) {
            return;
        }
        client.upload(
                Map.of("name", DATASET),
                Map.of(
                        "train", BodyPublishers.ofFile(folder.resolve("train-images-idx3-ubyte")),
                        "trainLabels", BodyPublishers.ofFile(folder.resolve("train-labels-idx1-ubyte")),
                        "test", BodyPublishers.ofFile(folder.resolve("t10k-images-idx3-ubyte")),
                        "testLabels", BodyPublishers.ofFile(folder.resolve("t10k-labels-idx1-ubyte"))));
    }

    /** The model's card. A model that is there is not trained again. */
    private String train(String kind, String sparsity, int seed) throws Exception {
        String path = "/v1/models/" + name(kind, sparsity, seed);
        if (!client.exists(path)) {
            client.job("/v1/jobs", """
                    {"method": "dictionary", "dataset": "%s", "model": "%s", "seed": %d, "hyperparameters": %s}"""
                    .formatted(
                            DATASET,
                            name(kind, sparsity, seed),
                            seed,
                            SETTINGS.formatted(sparsity, kind.equals("supervised"))));
        }
        return client.get(path + "/card");
    }

    /** Accuracies of linear probes, by model, and of what they are compared with. */
    private Map<String, Double> probe(Iterable<String> models) throws Exception {
        String job = client.job("/v1/evaluations", """
                {"dataset": "%s", "models": ["%s"], "protocols": ["linear-probe"]}"""
                .formatted(DATASET, String.join("\", \"", models)));
        Map<String, Double> accuracies = new LinkedHashMap<>();
        Client.text(client.get("/v1/evaluations/" + Client.text(job, "id"), "text/csv"))
                .lines().skip(1).map(line -> line.split(",")).forEach(row -> accuracies
                .put(row[0].replaceAll("@\\d+$", ""), Double.parseDouble(row[3])));
        return accuracies;
    }

    private static String report(Map<String, String> cards, Map<String, Double> probes) {
        StringBuilder text = new StringBuilder("""
                # MNIST: as many atoms, without labels and with them

                Mean ± standard deviation over %d seeds, and each seed's figure; test items. Zeros are a share of the codes' numbers.

                | λ | dictionary | measured | accuracy | by seed | zeros |
                |---|---|---|---|---|---|
                """.formatted(SEEDS));
        SPARSITIES.forEach(sparsity -> text.append(rows(sparsity, cards, probes)));
        probes.forEach((name, accuracy) -> {
            if (!cards.containsKey(name)) {
                text.append("| | none: %s | linear probe | %s | | |%n".formatted(name, percent(accuracy)));
            }
        });
        text.append('\n');
        SPARSITIES.forEach(sparsity -> text.append(
                "- λ = %s: the supervised classifier is ahead of the probe of the unsupervised codes with every seed: %s%n"
                        .formatted(sparsity, isAhead(sparsity, cards, probes) ? "yes" : "**no**")));
        KINDS.forEach(kind -> text.append("- %s: `%s`, %.0f s of training on average%n"
                .formatted(
                        kind,
                        SETTINGS.formatted("λ", kind.equals("supervised")),
                        SPARSITIES.stream()
                                .mapToDouble(sparsity -> mean(metrics(kind, sparsity, cards, "run.trainingSeconds")))
                                .average()
                                .orElseThrow())));
        return text.toString();
    }

    private static String rows(String sparsity, Map<String, String> cards, Map<String, Double> probes) {
        return row(sparsity, "unsupervised", "linear probe of the codes", probes("unsupervised", sparsity, probes), cards)
                + row(
                        sparsity,
                        "supervised",
                        "its own classifier",
                        metrics("supervised", sparsity, cards, "test.accuracy"),
                        cards)
                + row(sparsity, "supervised", "linear probe of the codes", probes("supervised", sparsity, probes), cards);
    }

    private static String row(
            String sparsity, String kind, String measured, List<Double> accuracies, Map<String, String> cards) {
        // The cards tell the share of numbers that are not 0.
        List<Double> zeros = metrics(kind, sparsity, cards, "test.sparsity").stream()
                .map(share -> 1 - share)
                .toList();
        return "| %s | %s | %s | %s | %s | %s |%n"
                .formatted(
                        sparsity,
                        kind,
                        measured,
                        spread(accuracies),
                        String.join(", ", accuracies.stream().map(Dictionary::percent).toList()),
                        spread(zeros));
    }

    private static boolean isAhead(String sparsity, Map<String, String> cards, Map<String, Double> probes) {
        List<Double> told = metrics("supervised", sparsity, cards, "test.accuracy");
        List<Double> alone = probes("unsupervised", sparsity, probes);
        return IntStream.range(0, SEEDS).allMatch(i -> told.get(i) > alone.get(i));
    }

    private static List<Double> probes(String kind, String sparsity, Map<String, Double> probes) {
        return IntStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> probes.get(name(kind, sparsity, seed)))
                .toList();
    }

    private static List<Double> metrics(String kind, String sparsity, Map<String, String> cards, String metric) {
        return IntStream.rangeClosed(1, SEEDS)
                .mapToObj(seed -> Client.number(cards.get(name(kind, sparsity, seed)), metric))
                .toList();
    }

    private static double mean(List<Double> values) {
        return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
    }

    private static String spread(List<Double> values) {
        double mean = mean(values);
        double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
        return "%s ± %s".formatted(percent(mean), percent(Math.sqrt(squares / (values.size() - 1))));
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.2f %%", 100 * share);
    }
}
