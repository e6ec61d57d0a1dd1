import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private final HttpClient http = HttpClient.newHttpClient();
    private final String server;

    Compare(String server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        Compare compare = new Compare(arguments[0]);
        compare.upload(Path.of(arguments[1]));
        StringBuilder trained = new StringBuilder();
        for (Map.Entry<String, String> model : MODELS.entrySet()) {
            trained.append(compare.train(model.getKey(), model.getValue()));
        }
        String evaluation = compare.evaluate();
        String table = compare.get("/v1/evaluations/" + evaluation, "text/markdown");
        System.out.println(table);
        Files.writeString(
                Path.of("bench/compare/RESULTS.md"),
                "# Fashion-MNIST, 60,000 training and 10,000 test images\n\n" + table + "\n" + trained);
        Files.write(Path.of("bench/compare/RESULTS.png"), compare.picture("/v1/evaluations/" + evaluation));
    }

    private void upload(Path folder) throws Exception {
        if (send("GET", "/v1/datasets/" + DATASET, "", BodyPublishers.noBody(), "*/*").statusCode() == 200) {
            return;
        }
        String boundary = "compare-" + System.nanoTime();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        part(body, boundary, "name=\"name\"", DATASET.getBytes(StandardCharsets.UTF_8));
        part(body, boundary, "name=\"classes\"", CLASSES.getBytes(StandardCharsets.UTF_8));
        file(body, boundary, "train", folder.resolve("train-images-idx3-ubyte.gz"));
        file(body, boundary, "trainLabels", folder.resolve("train-labels-idx1-ubyte.gz"));
        file(body, boundary, "test", folder.resolve("t10k-images-idx3-ubyte.gz"));
        file(body, boundary, "testLabels", folder.resolve("t10k-labels-idx1-ubyte.gz"));
        body.writeBytes(("--" + boundary + "--\r\n").getBytes(StandardCharsets.UTF_8));
        expect(send(
                "POST",
                "/v1/datasets",
                "multipart/form-data; boundary=" + boundary,
                BodyPublishers.ofByteArray(body.toByteArray()),
                "*/*"));
    }

    private static void file(ByteArrayOutputStream body, String boundary, String name, Path file) throws IOException {
        part(
                body,
                boundary,
                "name=\"" + name + "\"; filename=\"" + file.getFileName() + "\"",
                Files.readAllBytes(file));
    }

    private static void part(ByteArrayOutputStream body, String boundary, String disposition, byte[] content) {
        body.writeBytes(("--" + boundary + "\r\nContent-Disposition: form-data; " + disposition + "\r\n\r\n")
                .getBytes(StandardCharsets.UTF_8));
        body.writeBytes(content);
        body.writeBytes("\r\n".getBytes(StandardCharsets.UTF_8));
    }

    /** A line about the training, for the results. A model that is there is not trained again. */
    private String train(String model, String request) throws Exception {
        if (send("GET", "/v1/models/" + model, "", BodyPublishers.noBody(), "*/*").statusCode() != 200) {
            String path = request.contains("newModel") ? "/v1/models/demo-backbone/fine-tune" : "/v1/jobs";
            await(submit(path, request.formatted(model)));
        }
        String card = get("/v1/models/" + model + "/card", "application/json");
        String training = card.substring(card.indexOf("\"training\""));
        return "- `%s`: `%s`, %s epochs in %.0f s%n"
                .formatted(
                        model,
                        request.formatted(model),
                        field(training, "epochs"),
                        Double.parseDouble(field(training, "seconds")));
    }

    private String evaluate() throws Exception {
        String job = submit("/v1/evaluations", "{\"dataset\": \"" + DATASET + "\", \"models\": [\""
                + String.join("\", \"", MODELS.keySet()) + "\"]}");
        await(job);
        return job;
    }

    private String submit(String path, String body) throws Exception {
        return field(expect(send("POST", path, "application/json", BodyPublishers.ofString(body), "*/*")), "id");
    }

    private void await(String job) throws Exception {
        while (true) {
            String view = get("/v1/jobs/" + job, "application/json");
            String state = field(view, "state");
            if (state.equals("succeeded")) {
                return;
            }
            if (List.of("failed", "cancelled").contains(state)) {
                throw new IllegalStateException(view);
            }
            Thread.sleep(1_000);
        }
    }

    private static String field(String json, String name) {
        Matcher matcher = Pattern.compile("\"" + name + "\":\"?([^\",}]+)").matcher(json);
        if (!matcher.find()) {
            throw new IllegalStateException("No " + name + " in " + json);
        }
        return matcher.group(1);
    }

    private String get(String path, String accept) throws Exception {
        return expect(send("GET", path, "", BodyPublishers.noBody(), accept));
    }

    private byte[] picture(String path) throws Exception {
        return send("GET", path, "", BodyPublishers.noBody(), "image/png").body();
    }

    private static String expect(HttpResponse<byte[]> response) {
        String text = new String(response.body(), StandardCharsets.UTF_8);
        if (response.statusCode() >= 300) {
            throw new IllegalStateException(response + " " + text);
        }
        return text;
    }

    private HttpResponse<byte[]> send(String method, String path, String type, BodyPublisher body, String accept)
            throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(server + path))
                .header("Accept", accept)
                .method(method, body);
        if (!type.isEmpty()) {
            request.header("Content-Type", type);
        }
        return http.send(request.build(), BodyHandlers.ofByteArray());
    }
}
