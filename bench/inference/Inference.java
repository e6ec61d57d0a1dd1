import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What does serving cost beyond the forward pass? Measures the packaged jar beside the forward pass alone and beside FastAPI, in
 * turn, and writes RESULTS.md.
 *
 * <p>Arguments: the jar, a Python with torch, fastapi and uvicorn, a folder for what is made, and rows to measure; all if none
 * are named. Results of rows that the folder has from before are kept.
 */
public class Inference {

    private static final int ALTERNATIONS = Integer.getInteger("alternations", 7);
    private static final double SECONDS = Double.parseDouble(System.getProperty("seconds", "2"));
    private static final double WARM_UP = 10;
    private static final double OVERLOAD = 3;
    /** Clients in turn: one, whose requests meet nobody, and enough that the server never waits for them. */
    private static final int[] CLIENTS = {1, 8};

    private static final double TOLERANCE = 1e-4;

    private final Path jar;
    private final String python;
    private final Path folder;
    private final Measurements measurements;

    Inference(Path jar, String python, Path folder) throws IOException {
        this.jar = jar;
        this.python = python;
        this.folder = Files.createDirectories(folder);
        this.measurements = new Measurements(folder.resolve("measurements.csv"));
    }

    public static void main(String[] arguments) throws Exception {
        Inference inference =
                new Inference(Path.of(arguments[0]).toAbsolutePath(), arguments[1], Path.of(arguments[2]).toAbsolutePath());
        List<Row> rows = arguments.length > 3
                ? Stream.of(arguments).skip(3).map(Row::named).toList()
                : Row.ALL;
        inference.run(rows);
    }

    private void run(List<Row> rows) throws Exception {
        try (Service server = startServer()) {
            Client client = server.await("/actuator/health/readiness");
            prepare(client, server);
            try (Service peer = startPeer()) {
                peer.await("/ready");
                measurements.note("peer", new String(peer.await("/ready").get("/versions", Client.JSON)));
                for (Row row : rows) {
                    measure(row, server, peer);
                }
            }
            measurements.note("memory", "" + server.peakMegabytes());
        }
        measurements.note("server", System.getProperty("java.runtime.version"));
        Results.write(measurements, Path.of("bench/inference/RESULTS.md"));
    }

    private Service startServer() throws IOException {
        return new Service(
                List.of(
                        java(),
                        "--enable-native-access=ALL-UNNAMED",
                        "-jar",
                        jar.toString(),
                        "--server.port={port}",
                        "--latentry.home=" + folder.resolve("store"),
                        "--latentry.demo=false"),
                Map.of(),
                folder.resolve("server.log").toFile());
    }

    private Service startPeer() throws IOException {
        String workers = Integer.toString(Runtime.getRuntime().availableProcessors());
        return new Service(
                List.of(python, "-m", "uvicorn", "--app-dir", "bench/inference", "--workers", workers, "--port", "{port}",
                        "--no-access-log", "peer:app"),
                Map.of("LATENTRY_ARTIFACT", artifact(Row.MLP).toString()),
                folder.resolve("peer.log").toFile());
    }

    private static String java() {
        return Path.of(System.getProperty("java.home"), "bin", "java").toString();
    }

    private Path artifact(String model) {
        return folder.resolve(model + ".zip");
    }

    /** Models are made once, and exported for the other sides. */
    private void prepare(Client client, Service server) throws Exception {
        if (!client.exists("/v1/models/" + Row.MLP)) {
            client.job(
                    "/v1/jobs",
                    "{\"method\": \"autoencoder\", \"dataset\": \"fashion-sample\", \"model\": \"" + Row.MLP
                            + "\", \"seed\": 1, \"hyperparameters\": {\"hidden\": [256], \"latentSize\": 32, \"epochs\": 5}}");
        }
        if (!client.exists("/v1/models/" + Row.RESNET)) {
            importBackbone(server);
        }
        for (String model : List.of(Row.MLP, Row.RESNET)) {
            Files.write(artifact(model), client.get("/v1/models/" + model + "/artifact", "application/zip"));
        }
        execute(java(), "-Djarmode=tools", "-jar", jar.toString(), "extract", "--force", "--destination",
                folder.resolve("latentry").toString());
    }

    /** With a crop of 1, images of 224×224 stay as they are. */
    private void importBackbone(Service server) throws Exception {
        execute(python, "src/test/python/backbones.py", "export", folder.toString(), "resnet18");
        HttpRequest request = HttpRequest.newBuilder(URI.create(
                        server.address() + "/v1/models?name=" + Row.RESNET + "&architecture=resnet18&crop=1"))
                .header("Content-Type", "application/octet-stream")
                .POST(HttpRequest.BodyPublishers.ofFile(folder.resolve("model.safetensors")))
                .build();
        HttpResponse<String> answer = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        if (answer.statusCode() != 201) {
            throw new IllegalStateException(answer.body());
        }
    }

    private static void execute(String... command) throws Exception {
        int status = new ProcessBuilder(command).inheritIO().start().waitFor();
        if (status != 0) {
            throw new IllegalStateException(List.of(command) + " ended with " + status);
        }
    }

    private void measure(Row row, Service server, Service peer) throws Exception {
        measurements.forget(row.name());
        byte[] request = row.request("/v1/models/" + row.model() + "/encode");
        Load ours = new Load(server, request);
        double[] expected = answer(row, server, request);
        try (Forwards forward = new Forwards(List.of(
                java(), "--enable-native-access=ALL-UNNAMED", "-cp", classPath(), "bench/inference/forward/Forward.java",
                artifact(row.model()).toString(), Integer.toString(row.rows())))) {
            for (String path : row.peers()) {
                agree(row, path, expected, answer(row, peer, row.request(path)));
                new Load(peer, row.request(path)).closed(8, WARM_UP / 5);
            }
            ours.closed(8, WARM_UP);
            forward.run(WARM_UP / 5);
            for (int i = 0; i < ALTERNATIONS; i++) {
                alternate(row, ours, forward, peer);
            }
            overload(row, ours);
        }
    }

    private void alternate(Row row, Load ours, Forwards forward, Service peer) throws Exception {
        for (int clients : CLIENTS) {
            measurements.add(row, "ours", clients, ours.closed(clients, SECONDS));
            for (String path : row.peers()) {
                measurements.add(row, path, clients, new Load(peer, row.request(path)).closed(clients, SECONDS));
            }
        }
        measurements.add(row, forward.run(SECONDS));
    }

    /** First, unmeasured, until the server has noticed. */
    private void overload(Row row, Load ours) throws Exception {
        double capacity = measurements.capacity(row.name());
        for (int i = 0; i < 3; i++) {
            ours.open(OVERLOAD * capacity, 1);
            measurements.add(row, "overload", 0, ours.open(OVERLOAD * capacity, 2 * SECONDS));
        }
    }

    private String classPath() {
        Path libraries = folder.resolve("latentry");
        return libraries.resolve(jar.getFileName()) + File.pathSeparator + libraries.resolve("lib") + "/*";
    }

    private static double[] answer(Row row, Service service, byte[] request) throws IOException {
        try (Connection connection = new Connection(service.port(), request)) {
            int status = connection.send();
            if (status != 200) {
                throw new IllegalStateException(status + " " + Client.text(connection.body()));
            }
            return row.codes(connection.body());
        }
    }

    /** A fast answer must be the right one. */
    private static void agree(Row row, String path, double[] expected, double[] found) {
        double largest = Arrays.stream(expected).map(Math::abs).max().orElseThrow();
        for (int i = 0; i < expected.length; i++) {
            if (expected.length != found.length || !(Math.abs(expected[i] - found[i]) <= TOLERANCE * largest)) {
                throw new IllegalStateException(row.name() + ": " + path + " answers otherwise at " + i);
            }
        }
    }
}
