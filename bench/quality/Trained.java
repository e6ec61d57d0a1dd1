import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Models of three seeds, trained where they are not there yet, and what is said of them. */
final class Trained {

    private static final int SEEDS = 3;

    private final Client client;

    /** Jobs that may be under way, by the names of their models. */
    private final Map<String, String> jobs = new HashMap<>();

    /** Knows the jobs that an earlier run has left, too; the server goes on with them by itself. */
    Trained(Client client) throws IOException, InterruptedException {
        this.client = client;
        for (String job : client.get("/v1/jobs?limit=500").split("\\{(?=\"id\":)")) {
            if (job.contains("\"type\":\"training\"") && !Client.isOver(job)) {
                jobs.put(Client.text(job, "model"), Client.text(job, "id"));
            }
        }
    }

    /** The names of the three, such as {@code vae-mnist-1}. Asks for those that are not there, unless it has already. */
    List<String> models(String name, String method, String dataset, String hyperparameters)
            throws IOException, InterruptedException {
        List<String> models = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            String model = name + "-" + seed;
            if (!jobs.containsKey(model) && !client.exists("/v1/models/" + model)) {
                String job = Client.text(client.post("/v1/jobs", """
                        {"method": "%s", "dataset": "%s", "model": "%s", "seed": %d, "hyperparameters": %s}"""
                        .formatted(method, dataset, model, seed, hyperparameters), Client.JSON));
                jobs.put(model, Client.text(job, "id"));
            }
            models.add(model);
        }
        return models;
    }

    private void await(List<String> models) throws IOException, InterruptedException {
        for (String model : models) {
            String job = jobs.remove(model);
            if (job != null) {
                client.await(job);
                System.out.println(model);
            }
        }
    }

    /** A figure of each model's card. */
    Figures metric(List<String> models, String name) throws IOException, InterruptedException {
        await(models);
        List<Double> values = new ArrayList<>();
        for (String model : models) {
            String card = client.get("/v1/models/" + model + "/card");
            values.add(Client.number(card.substring(card.indexOf("\"metrics\"")), name));
        }
        return new Figures(values);
    }

    /** Evaluates models; the table, a line a representation. */
    Table evaluate(String dataset, List<String> models, String further) throws IOException, InterruptedException {
        await(models);
        String job = client.job("/v1/evaluations", """
                {"dataset": "%s", "models": ["%s"], "seeds": [1], %s}"""
                .formatted(dataset, String.join("\", \"", models), further));
        return new Table(Client.text(client.get("/v1/evaluations/" + Client.text(job, "id"), "text/csv")));
    }

    /** A table of comma-separated values. */
    record Table(String csv) {

        /** The figure of a column in the line of a representation. */
        double figure(String representation, String column) {
            List<String> lines = csv.lines().toList();
            int position = Arrays.asList(lines.get(0).split(",")).indexOf(column);
            if (position < 0) {
                throw new IllegalStateException("No " + column + " in\n" + csv);
            }
            return lines.stream()
                    .filter(line -> line.startsWith(representation + ",") || line.startsWith(representation + "@"))
                    .map(line -> Double.parseDouble(line.split(",", -1)[position]))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("No " + representation + " in\n" + csv));
        }

        Figures figures(List<String> models, String column) {
            return new Figures(models.stream().map(model -> figure(model, column)).toList());
        }
    }
}
