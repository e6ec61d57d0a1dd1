package io.latentry.fault;

import io.latentry.testing.Form;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import tools.jackson.databind.JsonNode;

/**
 * What a user does with a server, under names of its own: deletes what another life left, uploads, trains, names, uses,
 * evaluates, exports and imports.
 */
final class Life {

    private static final String TRAINING = "{\"method\": \"autoencoder\", \"dataset\": \"%1$s\", \"model\": \"%1$s\","
            + " \"seed\": 5, \"hyperparameters\": {\"epochs\": 3, \"latentSize\": 2, \"hidden\": [8]}}";

    /** What the name of a fine-tuned model ends in. */
    static final String TUNED = "-tuned";

    private static final String FINE_TUNING = "{\"newModel\": \"%s" + TUNED
            + "\", \"dataset\": \"digits\", \"seed\": 5," + " \"hyperparameters\": {\"epochs\": 2}}";

    private static final String EVALUATION = "{\"dataset\": \"%1$s\", \"models\": [\"%1$s\"],"
            + " \"protocols\": [\"knn\", \"linear-probe\", \"reconstruction\"], \"seeds\": [1]}";

    private static final String ITEMS = "{\"items\": [[1, 2, 3, 4, 5, 6], [-1, 0, 1, 0, -1, 0]]}";

    private final String name;
    private final Requests requests;
    private final Ledger ledger;
    private final boolean mayFail;

    /**
     * A life that has not begun.
     *
     * @param name of its dataset and model
     * @param mayFail whether jobs may fail, to be resumed
     */
    Life(String name, Requests requests, Ledger ledger, boolean mayFail) {
        this.name = name;
        this.requests = requests;
        this.ledger = ledger;
        this.mayFail = mayFail;
    }

    /** Lives, and returns what must not depend on what happened to the disk meanwhile. */
    Outcome live(boolean fineTunes, List<String> leftovers) {
        leftovers.forEach(this::delete);
        String hash = upload();
        String weights = train();
        requests.untilDone(
                "naming", http -> http.send("PUT", "/v1/models/" + name + "/aliases/best", "{\"version\": 1}", "*/*"));
        ledger.exists("/v1/models/" + name + "@best", "version", "1");
        String codes = codes();
        String tuned = fineTunes ? fineTune() : "";
        String table = evaluate();
        copy(weights);
        return new Outcome(hash, weights, codes, tuned, table);
    }

    /** What a life leaves for another to delete, so that this one's model is not there already. */
    List<String> leftovers() {
        List<String> paths = new ArrayList<>();
        paths.add("/v1/datasets/" + name);
        paths.add("/v1/models/" + name);
        paths.add("/v1/models/" + name + "-copy");
        return paths;
    }

    private String upload() {
        requests.untilDone("uploading", http -> {
            Form form = Form.named(name).text("label", "class").file("file", csv());
            return http.send("POST", "/v1/datasets", form.contentType(), form.body());
        });
        String path = "/v1/datasets/" + name;
        String hash = requests.get(path).get("hash").asString();
        ledger.exists(path, "hash", hash);
        return hash;
    }

    private String train() {
        String model = job("training", "/v1/jobs", TRAINING.formatted(name))
                .get("model")
                .asString();
        return weights(model);
    }

    private String fineTune() {
        return weights(job("fine-tuning", "/v1/models/demo-backbone/fine-tune", FINE_TUNING.formatted(name))
                .get("model")
                .asString());
    }

    private String weights(String model) {
        String weights = requests.get("/v1/models/" + model).get("weights").asString();
        ledger.exists("/v1/models/" + model, "weights", weights);
        return weights;
    }

    private JsonNode job(String what, String path, String body) {
        String job = requests.untilDone(what, http -> http.send("POST", path, body, "*/*"))
                .get("id")
                .asString();
        ledger.exists("/v1/jobs/" + job, "id", job);
        JsonNode result = requests.await(job, mayFail);
        ledger.exists("/v1/jobs/" + job, "state", "succeeded");
        return result;
    }

    private String codes() {
        return requests.untilDone("encoding", http -> http.send("POST", "/v1/models/" + name + "/encode", ITEMS, "*/*"))
                .get("codes")
                .toString();
    }

    private String evaluate() {
        String id = job("evaluating", "/v1/evaluations", EVALUATION.formatted(name))
                .get("evaluation")
                .asString();
        ledger.exists("/v1/evaluations/" + id, "id", id);
        // A training that was refused after its commit has made a version of its own.
        return requests.get("/v1/evaluations/" + id).get("rows").toString().replaceAll(name + "(@\\d+)?", "*");
    }

    /** Exports the model and imports it under another name. */
    private void copy(String weights) {
        List<byte[]> artifact = new ArrayList<>();
        requests.untilDone("exporting", http -> {
            HttpResponse<byte[]> answer = http.send("GET", "/v1/models/" + name + "/artifact", "", "*/*");
            artifact.add(0, answer.body());
            return answer.statusCode() == 200 ? http.send("GET", "/v1/models/" + name, "", "*/*") : answer;
        });
        String copy = "/v1/models/" + name + "-copy";
        requests.untilDone(
                "importing",
                http -> http.send("POST", "/v1/models?name=" + name + "-copy", "application/zip", artifact.get(0)));
        ledger.exists(copy, "weights", weights);
    }

    private void delete(String path) {
        requests.untilDone("deleting " + path.replaceAll("[0-9]+", "*"), http -> http.send("DELETE", path, "", "*/*"));
        ledger.deleted(path);
    }

    private static String csv() {
        Random random = new Random(1);
        StringBuilder text = new StringBuilder("a,b,c,d,e,f,class\n");
        for (int row = 0; row < 120; row++) {
            int label = row % 3;
            for (int column = 0; column < 6; column++) {
                text.append(Math.round(100 * (random.nextGaussian() + label * (column % 3))) / 100.0)
                        .append(',');
            }
            text.append("abc".charAt(label)).append('\n');
        }
        return text.toString();
    }

    /** What a life with the same steps always ends with. */
    record Outcome(String dataset, String weights, String codes, String tuned, String table) {

        /** Whether all is the same that both have. */
        boolean isLike(Outcome other) {
            return equals(new Outcome(
                    other.dataset, other.weights, other.codes, tuned.isEmpty() ? "" : other.tuned, other.table));
        }
    }
}
