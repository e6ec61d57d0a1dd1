import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Which representation of Fashion-MNIST is good for what? Has a running server train one model of each method on the whole of it,
 * evaluates them beside each other, prints the table, and writes it to RESULTS.md.
 *
 * <p>Arguments: the server's address, and the folder with the four gzipped IDX files.
 */
public class Compare {

    private static final String DATASET = "fashion-mnist";
    private static final String CLASSES =
            "T-shirt/top,Trouser,Pullover,Dress,Coat,Sandal,Shirt,Sneaker,Bag,Ankle boot";

    private static final Map<String, String> MODELS = new LinkedHashMap<>();

    static {
        MODELS.put("compare-pca", job("pca", "{\"latentSize\": 32}"));
        MODELS.put("compare-dictionary", job("dictionary", "{\"atoms\": 256}"));
        MODELS.put("compare-autoencoder", job("autoencoder", "{\"hidden\": [512, 256], \"latentSize\": 32, \"epochs\": 30}"));
        MODELS.put(
                "compare-denoiser",
                job("denoising-autoencoder", "{\"noise\": \"gaussian\", \"noiseLevel\": 0.5, \"epochs\": 20}"));
        MODELS.put("compare-vae", job("vae", "{\"latentSize\": 32, \"epochs\": 30}"));
        MODELS.put(
                "compare-backbone",
                "{\"newModel\": \"compare-backbone\", \"dataset\": \"" + DATASET
                        + "\", \"freeze\": \"layer2\", \"seed\": 1, \"hyperparameters\": {\"epochs\": 3}}");
    }

    private static String job(String method, String hyperparameters) {
        return "{\"method\": \"" + method + "\", \"dataset\": \"" + DATASET + "\", \"model\": \"%s\", \"seed\": 1,"
                + " \"hyperparameters\": " + hyperparameters + "}";
    }

    private final Client client;

    Compare(String server) {
        this.client = new Client(server);
    }

    public static void main(String[] arguments) throws Exception {
        Compare compare = new Compare(arguments[0]);
        compare.upload(Path.of(arguments[1]));
        StringBuilder trained = new StringBuilder();
        for (Map.Entry<String, String> model : MODELS.entrySet()) {
            trained.append(compare.train(model.getKey(), model.getValue()));
        }
        String evaluation = compare.evaluate();
        String table = Client.text(compare.client.get("/v1/evaluations/" + evaluation, "text/markdown"));
        System.out.println(table);
        Files.writeString(
                Path.of("bench/compare/RESULTS.md"),
                "# Fashion-MNIST, 60,000 training and 10,000 test images\n\n" + table + "\n" + trained);
        Files.write(Path.of("bench/compare/RESULTS.png"), compare.client.get("/v1/evaluations/" + evaluation, "image/png"));
    }

    private void upload(Path folder) throws Exception {
        if (client.exists("/v1/datasets/" + DATASET)) {
            return;
        }
        client.upload(
                Map.of("name", DATASET, "classes", CLASSES),
                Map.of(
                        "train", BodyPublishers.ofFile(folder.resolve("train-images-idx3-ubyte.gz")),
                        "trainLabels", BodyPublishers.ofFile(folder.resolve("train-labels-idx1-ubyte.gz")),
                        "test", BodyPublishers.ofFile(folder.resolve("t10k-images-idx3-ubyte.gz")),
                        "testLabels", BodyPublishers.ofFile(folder.resolve("t10k-labels-idx1-ubyte.gz"))));
    }

    /** A line about the training, for the results. A model that is there is not trained again. */
    private String train(String model, String request) throws Exception {
        if (!client.exists("/v1/models/" + model)) {
            String path = request.contains("newModel") ? "/v1/models/demo-backbone/fine-tune" : "/v1/jobs";
            client.job(path, request.formatted(model));
        }
        String card = client.get("/v1/models/" + model + "/card");
        String training = card.substring(card.indexOf("\"training\""));
        return "- `%s`: `%s`, %.0f epochs in %.0f s%n"
                .formatted(
                        model,
                        request.formatted(model),
                        Client.number(training, "epochs"),
                        Client.number(training, "seconds"));
    }

    private String evaluate() throws Exception {
        String job = client.job(
                "/v1/evaluations",
                "{\"dataset\": \"" + DATASET + "\", \"models\": [\"" + String.join("\", \"", MODELS.keySet()) + "\"]}");
        return Client.text(job, "id");
    }
}
