import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Are the methods as good as they are known to be? Trains them on the whole of MNIST and Fashion-MNIST with three seeds,
 * evaluates them, and writes RESULTS.md. Starts a server of its own.
 *
 * <p>Arguments: the packaged jar, a folder for the store, which may have models of an earlier run, the folders of MNIST and of
 * Fashion-MNIST, and maybe which parts to go through: {@code vae}, {@code autoencoder}, {@code denoiser}.
 */
public class Quality {

    private final Client client;
    private final Trained trained;

    private Quality(Client client) {
        this.client = client;
        this.trained = new Trained(client);
    }

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]);
        Path folder = Files.createDirectories(Path.of(arguments[1]));
        List<String> parts = arguments.length > 4
                ? List.of(arguments).subList(4, arguments.length)
                : List.of("vae", "autoencoder", "denoiser");
        List<String> options = List.of("--latentry.home=" + folder.resolve("store"), "--latentry.demo=false",
                "--latentry.training.threads=2", "--latentry.evaluation.threads=2");
        try (ServerProcess server = ServerProcess.ofJar(jar, folder.resolve("server.log"), List.of(), options)) {
            Client client = new Client(server.address);
            server.awaitReady(client);
            Quality quality = new Quality(client);
            quality.upload("mnist", Path.of(arguments[2]));
            quality.upload("fashion-mnist", Path.of(arguments[3]));
            Files.writeString(Path.of("bench/quality/RESULTS.md"), quality.results(parts));
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

    private String results(List<String> parts) throws IOException, InterruptedException {
        StringBuilder page = new StringBuilder("""
                # Quality on the whole of MNIST and Fashion-MNIST

                Figures of the 10,000 test images; medians of three seeds, and their range.
                """);
        if (parts.contains("vae")) {
            page.append(new Bounds(trained).table());
        }
        if (parts.contains("autoencoder")) {
            page.append(new Narrow(trained).table());
        }
        if (parts.contains("denoiser")) {
            page.append(new Restored(trained).table());
        }
        return page.append("\n").append(Machine.line()).append("\n").toString();
    }
}
