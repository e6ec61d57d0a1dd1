import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Are the methods as good as they are known to be? Trains them on the whole of MNIST and Fashion-MNIST with three seeds,
 * evaluates them, and writes a page for each part. Starts a server of its own.
 *
 * <p>Arguments: the packaged jar, a folder for the store, which may have models and jobs of an earlier run, the folders of MNIST
 * and of Fashion-MNIST, and maybe which parts to go through: {@code vae}, {@code autoencoder}, {@code denoiser}.
 */
public class Quality {

    private static final Path PAGES = Path.of("bench/quality");

    private final Client client;

    private Quality(Client client) {
        this.client = client;
    }

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        List<String> names = List.of(arguments).subList(4, arguments.length);
        // On two cores, two models by a thread each are learnt sooner than one after the other by two.
        List<String> options = List.of("--latentry.home=" + folder.resolve("store"), "--latentry.demo=false",
                "--latentry.jobs.concurrent=2", "--latentry.training.threads=1");
        try (ServerProcess server = ServerProcess.ofJar(jar, folder.resolve("server.log"), List.of(), options)) {
            Client client = new Client(server.address);
            server.awaitReady(client);
            Quality quality = new Quality(client);
            quality.upload("mnist", Path.of(arguments[2]));
            quality.upload("fashion-mnist", Path.of(arguments[3]));
            write(parts(new Trained(client)), names);
        }
    }

    /** The four files as they are published, with or without gzip. */
    private void upload(String name, Path folder) throws IOException, InterruptedException {
        if (client.exists("/v1/datasets/" + name)) {
            return;
        }
        client.upload(
                Map.of("name", name),
                Map.of(
                        "train", BodyPublishers.ofFile(find(folder, "train-images")),
                        "trainLabels", BodyPublishers.ofFile(find(folder, "train-labels")),
                        "test", BodyPublishers.ofFile(find(folder, "t10k-images")),
                        "testLabels", BodyPublishers.ofFile(find(folder, "t10k-labels"))));
    }

    private static Path find(Path folder, String name) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().startsWith(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("No " + name + " in " + folder));
        }
    }

    private static void write(Map<String, Part> parts, List<String> names) throws IOException, InterruptedException {
        if (!parts.keySet().containsAll(names)) {
            throw new IllegalArgumentException("Parts are " + parts.keySet() + ", not " + names);
        }
        for (String name : names.isEmpty() ? parts.keySet() : names) {
            write(parts.get(name), PAGES.resolve(name.toUpperCase(Locale.ROOT) + ".md"));
        }
    }

    /**
     * Writes a page, row by row, so that a run that is stopped leaves what it has found. Asks for the models of a row before it
     * waits for those of the one above, so that no core is idle.
     */
    private static void write(Part part, Path page) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder(part.heading());
        List<Row> rows = part.rows();
        for (int i = 0; i < rows.size(); i++) {
            int further = rows.size() - i - 1;
            List<String> models = rows.get(i).models();
            if (further > 0) {
                rows.get(i + 1).models();
            }
            text.append(rows.get(i).text(models));
            String missing = further > 0 ? "\nRows still to come: " + further + ".\n" : "";
            Files.writeString(page, text + missing + "\n" + Machine.line() + "\n");
        }
    }

    private static Map<String, Part> parts(Trained trained) {
        Map<String, Part> parts = new LinkedHashMap<>();
        parts.put("vae", new Bounds(trained));
        parts.put("autoencoder", new Narrow(trained));
        parts.put("denoiser", new Restored(trained));
        return parts;
    }
}
