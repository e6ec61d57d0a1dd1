import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a server has, under the ledger's keys. */
record Observer(Client client) {

    private static final Pattern NAME = Pattern.compile("\"name\":\"([^\"]*)\"");
    private static final Pattern VERSION = Pattern.compile("\"version\":(\\d+)");
    private static final Pattern WEIGHTS = Pattern.compile("\"weights\":\"([^\"]*)\"");

    /**
     * Returns a dataset's hash, the versions of a model, each with its weights' hash, the version that an alias points to, or a job's
     * state.
     */
    String value(String key) throws IOException, InterruptedException {
        String[] parts = key.split("/");
        return switch (parts[0]) {
            case "dataset" -> field("/v1/datasets/" + parts[1], "hash");
            case "model" -> versions(parts[1]);
            case "alias" -> version(get("/v1/models/" + parts[1] + "@" + parts[2]));
            case "job" -> field("/v1/jobs/" + parts[1], "state");
            default -> throw new IllegalArgumentException(key);
        };
    }

    private String field(String path, String field) throws IOException, InterruptedException {
        String found = get(path);
        return found.equals(Ledger.NOTHING) ? found : Client.text(found, field);
    }

    private String versions(String model) throws IOException, InterruptedException {
        String found = get("/v1/models/" + model + "/versions?limit=500");
        StringBuilder all = new StringBuilder();
        Matcher version = VERSION.matcher(found);
        Matcher weights = WEIGHTS.matcher(found);
        while (version.find() && weights.find()) {
            all.append(version.group(1)).append(":").append(weights.group(1)).append(" ");
        }
        return all.length() == 0 ? Ledger.NOTHING : all.toString().strip();
    }

    private static String version(String model) {
        Matcher version = VERSION.matcher(model);
        return version.find() ? version.group(1) : Ledger.NOTHING;
    }

    /** The names of all datasets or models. */
    Set<String> names(String path) throws IOException, InterruptedException {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(client.get(path + "?limit=500"));
        while (name.find()) {
            names.add(name.group(1));
        }
        return names;
    }

    private String get(String path) throws IOException, InterruptedException {
        HttpResponse<byte[]> answer = client.send("GET", path, Client.JSON, new byte[0], Client.JSON);
        if (answer.statusCode() != 200 && answer.statusCode() != 404) {
            throw new IllegalStateException(answer + " " + Client.text(answer.body()));
        }
        return answer.statusCode() == 404 ? Ledger.NOTHING : Client.text(answer.body());
    }
}
