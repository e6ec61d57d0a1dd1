import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * How near are estimates of memory? Has a running server train one model after the other on its own samples, compares what each job
 * was estimated to take with the most that its worker took, and writes RESULTS.md. Fails where one is more than 1.3 times the other.
 *
 * <p>Argument: the server's address. It needs Linux, on which workers know their peak.
 */
public class Estimates {

    private static final double MOST = 1.3;
    private static final double MEGABYTE = 1e6;

    private static final List<Job> JOBS = List.of(
            Job.training("autoencoder", "digits", "{\"epochs\": 2}"),
            Job.training("autoencoder", "fashion-sample", "{\"epochs\": 1, \"hidden\": [4000, 4000], \"batchSize\": 512}"),
            Job.training("vae", "fashion-sample", "{\"epochs\": 1, \"architecture\": \"conv\"}"),
            Job.training(
                    "vae",
                    "fashion-sample",
                    "{\"epochs\": 1, \"architecture\": \"conv\", \"hidden\": [128, 256], \"batchSize\": 512}"),
            Job.training("vae", "fashion-sample", "{\"epochs\": 1, \"precision\": \"bfloat16\"}"),
            Job.training("denoising-autoencoder", "fashion-sample", "{\"epochs\": 1}"),
            Job.training("classifier", "fashion-sample", "{\"epochs\": 1, \"architecture\": \"resnet20\", \"batchSize\": 512}"),
            Job.training(
                    "classifier",
                    "fashion-sample",
                    "{\"epochs\": 1, \"architecture\": \"resnet18\", \"imageSize\": 32, \"batchSize\": 128}"),
            Job.tuning("demo-backbone", "\"freeze\": \"all\", \"hyperparameters\": {\"epochs\": 5}"),
            Job.tuning("demo-backbone", "\"freeze\": \"none\", \"hyperparameters\": {\"epochs\": 1}"),
            Job.training("pca", "fashion-sample", "{}"),
            Job.training("pca", "fashion-sample", "{\"solver\": \"randomized\", \"latentSize\": 200}"),
            Job.training("dictionary", "fashion-sample", "{\"epochs\": 1, \"atoms\": 1024, \"iterations\": 10, \"batchSize\": 512}"),
            Job.training("autoencoder", "fashion-sample", "{\"epochs\": 1, \"hidden\": [10000, 10000], \"batchSize\": 1024}"));

    private final Client client;

    Estimates(String server) {
        this.client = new Client(server);
    }

    /**
     * A job to measure.
     *
     * @param name for the report
     * @param path to submit it at
     * @param body of the request, in which {@code MODEL} is the name of what it makes
     */
    private record Job(String name, String path, String body) {

        static Job training(String method, String dataset, String hyperparameters) {
            return new Job("%s, %s, `%s`".formatted(method, dataset, hyperparameters), "/v1/jobs", """
                    {"method": "%s", "dataset": "%s", "model": "MODEL", "seed": 1, "hyperparameters": %s}"""
                    .formatted(method, dataset, hyperparameters));
        }

        static Job tuning(String parent, String fields) {
            return new Job("%s, fashion-sample, `%s`".formatted(parent, fields), "/v1/models/" + parent + "/fine-tune", """
                    {"dataset": "fashion-sample", "newModel": "MODEL", "seed": 1, %s}""".formatted(fields));
        }
    }

    /**
     * What became of a job.
     *
     * @param estimate in bytes
     * @param peak that the worker measured, in bytes
     */
    private record Row(Job job, double estimate, double peak) {

        double ratio() {
            return estimate / peak;
        }

        boolean isNear() {
            return ratio() <= MOST && ratio() >= 1 / MOST;
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "| %s | %.0f | %.0f | %s |%n",
                    job.name(),
                    estimate / MEGABYTE,
                    peak / MEGABYTE,
                    String.format(Locale.ROOT, isNear() ? "%.2f" : "**%.2f**", ratio()));
        }
    }

    public static void main(String[] arguments) throws Exception {
        Estimates bench = new Estimates(arguments[0]);
        List<Row> rows = new ArrayList<>();
        for (Job job : JOBS) {
            rows.add(bench.row(job));
            System.out.print(rows.get(rows.size() - 1).line());
        }
        Files.writeString(Path.of("bench/memory/RESULTS.md"), report(rows));
        if (!rows.stream().allMatch(Row::isNear)) {
            throw new IllegalStateException("An estimate is more than " + MOST + " times off");
        }
    }

    private Row row(Job job) throws Exception {
        String done = client.job(job.path(), job.body().replace("MODEL", "bench-memory"));
        String card = client.get("/v1/models/bench-memory/card");
        return new Row(job, Client.number(done, "memoryEstimateBytes"), Client.number(card, "run.peakMemoryBytes"));
    }

    private static String report(List<Row> rows) throws Exception {
        StringBuilder text = new StringBuilder("""
                # Estimates of memory beside measured peaks

                %s

                | job | estimate, MB | peak, MB | estimate / peak |
                |---|---:|---:|---:|
                """.formatted(Machine.line()));
        rows.forEach(row -> text.append(row.line()));
        return text.toString();
    }
}
