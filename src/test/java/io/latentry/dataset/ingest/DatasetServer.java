package io.latentry.dataset.ingest;

import io.latentry.dataset.Dataset;
import io.latentry.dataset.DatasetGuard;
import io.latentry.storage.DamageList;
import io.latentry.storage.Home;
import io.latentry.storage.StoreStart;
import io.latentry.testing.Form;
import io.latentry.testing.SteadyStorage;
import io.latentry.web.Page;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Scanner;
import java.util.stream.Stream;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ComponentScan;
import org.springframework.context.annotation.Import;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A server with the dataset room alone, and a client to it. */
final class DatasetServer implements AutoCloseable {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final HttpClient client = HttpClient.newHttpClient();
    private final ConfigurableApplicationContext context;
    private final Path home;
    private final URI root;

    private DatasetServer(Path home, List<String> properties) {
        this.home = home;
        List<String> arguments = new ArrayList<>(List.of("--latentry.home=" + home, "--server.port=0"));
        properties.forEach(property -> arguments.add("--" + property));
        this.context = SpringApplication.run(Application.class, arguments.toArray(String[]::new));
        this.root = URI.create("http://127.0.0.1:" + context.getEnvironment().getProperty("local.server.port"));
    }

    /** Starts a server whose store is empty but for samples, if it adds them. */
    static DatasetServer start(Path home, String... properties) {
        return new DatasetServer(home, List.of(properties));
    }

    HttpResponse<byte[]> get(String path, String accept) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(root.resolve(path)).header("Accept", accept));
    }

    JsonNode json(String path) throws IOException, InterruptedException {
        return json(get(path, "application/json"));
    }

    static JsonNode json(HttpResponse<byte[]> response) {
        return JSON.readTree(response.body());
    }

    HttpResponse<byte[]> delete(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(root.resolve(path)).DELETE());
    }

    HttpResponse<byte[]> post(Form form) throws IOException, InterruptedException {
        return send(upload(form));
    }

    private HttpRequest.Builder upload(Form form) {
        return HttpRequest.newBuilder(root.resolve("/v1/datasets"))
                .header("Content-Type", form.contentType())
                .POST(HttpRequest.BodyPublishers.ofByteArray(form.body()));
    }

    /** Announces an upload, of which nothing is sent, and returns how the answer begins. */
    String announce(long length) throws IOException {
        try (Socket socket = new Socket(root.getHost(), root.getPort())) {
            String request = "POST /v1/datasets HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                    + "Content-Type: multipart/form-data; boundary=b\r\nContent-Length: " + length + "\r\n\r\n";
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            // The server waits a minute for what was announced before it closes the connection.
            return new Scanner(socket.getInputStream(), StandardCharsets.UTF_8)
                    .useDelimiter("}")
                    .next();
        }
    }

    HttpResponse<byte[]> post(String json) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(root.resolve("/v1/datasets"))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(json)));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) throws IOException, InterruptedException {
        return client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    /** Changes the database under the server. */
    void execute(String statement) {
        context.getBean(JdbcClient.class).sql(statement).update();
    }

    /** All files and folders of the store that belong to datasets, sealed or not. */
    List<String> stored() throws IOException {
        List<String> found = new ArrayList<>();
        for (String folder : List.of("tmp", "datasets")) {
            try (Stream<Path> paths = Files.walk(home.resolve(folder))) {
                paths.map(path -> home.relativize(path).toString()).sorted().forEach(found::add);
            }
        }
        return found;
    }

    @Override
    public void close() {
        context.close();
    }

    @Import({SteadyStorage.class, DamageList.class})
    @EnableAutoConfiguration(
            excludeName = "com.github.kagkarlsson.scheduler.boot.autoconfigure.DbSchedulerAutoConfiguration")
    @ComponentScan(
            basePackageClasses = {Dataset.class, Page.class},
            lazyInit = false)
    static class Application {

        public static void main(String[] arguments) {
            SpringApplication.run(Application.class, arguments);
        }

        @Bean
        Home home(@Value("${latentry.home}") Path root) {
            return new Home(root);
        }

        @Bean
        StoreStart start(Home home) {
            return StoreStart.plain(home);
        }

        /** Keeps datasets whose names say so. */
        @Bean
        DatasetGuard guard() {
            return dataset ->
                    Optional.of("a test").filter(user -> dataset.name().startsWith("used"));
        }
    }
}
