import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Models of three seeds, trained where they are not there yet, and what is said of them. */
final class Trained {

    private static final int SEEDS = 3;

    private final Client client;

    Trained(Client client) {
        this.client = client;
    }

    /** The names of the three, such as {@code vae-mnist-1}. */
    List<String> models(String name, String method, String dataset, String hyperparameters)
            throws IOException, InterruptedException {
        List<String> models = new ArrayList<>();
        for (int seed = 1; seed <= SEEDS; seed++) {
            String model = name + "-" + seed;
            if (!client.exists("/v1/models/" + model)) {
                System.out.println(model);
                client.job("/v1/jobs", """
                        {"method": "%s", "dataset": "%s", "model": "%s", "seed": %d, "hyperparameters": %s}"""
                        .formatted(method, dataset, model, seed, hyperparameters));
            }
            models.add(model);
        }
        return models;
    }

    /** A figure of each model's card. */
    Figures metric(List<String> models, String name) throws IOException, InterruptedException {
        List<Double> values = new ArrayList<>();
        for (String model : models) {
            String card = client.get("/v1/models/" + model + "/card");
            values.add(Client.number(card.substring(card.indexOf("\"metrics\"")), name));
        }
        return new Figures(values);
    }

    /** Evaluates models; the table, a line a representation. */
    Table evaluate(String dataset, List<String> models, String further) throws IOException, InterruptedException {
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
