package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.storage.Home;
import io.latentry.testing.Form;
import io.latentry.testing.LatentryClient;
import io.latentry.testing.ServerProcess;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** A store that loses its database: no server starts on it but one that may adopt it, which then answers as before. */
@Tag("whole")
class StoreAdoptionTests {

    private static final List<String> LISTS = List.of("/v1/datasets", "/v1/models", "/v1/evaluations");

    /** Of the schema, before stores had an id. */
    private static final int EARLIER_VERSION = 5;

    @TempDir
    private Path folder;

    @Test
    void answersAsBeforeOnceItsFoldersAreAdopted() throws Exception {
        Home home = new Home(folder);
        Map<String, String> before;
        try (ConfigurableApplicationContext server = start()) {
            change(client(server));
            before = answers(client(server));
            ServerProcess.Ended second = ServerProcess.startInVain(LatentryApplication.class, folder);
            assertRefused(second, "The store " + folder + " is in use by another server");
        }
        assertThat(before).hasSizeGreaterThan(25);
        Map<Path, String> described = descriptions(home);
        assertThat(described).hasSizeGreaterThan(10);

        FileSystemUtils.deleteRecursively(home.database());
        List<Path> left = files(folder);
        assertRefused(
                ServerProcess.startInVain(LatentryApplication.class, folder),
                "latentry.mv.db is missing",
                "restore the database",
                "latentry.store.adopt=true");
        assertThat(files(folder)).containsAll(left);

        try (ConfigurableApplicationContext server = start("--latentry.store.adopt=true")) {
            assertThat(answers(client(server))).isEqualTo(before);
            assertThat(client(server)
                            .importArtifact("versioned", artifact(client(server)))
                            .get("version")
                            .asInt())
                    .isEqualTo(4);
            assertThat(client(server)
                            .send("DELETE", "/v1/models/versioned@4", "", "*/*")
                            .statusCode())
                    .isEqualTo(204);
        }
        assertThat(home.trash()).isDirectoryRecursivelyContaining(path -> path.endsWith("specification.json"));
        assertThat(descriptions(home)).containsKeys(described.keySet().toArray(Path[]::new));

        makeEarlierStore(home);
        try (ConfigurableApplicationContext server = start()) {
            assertThat(answers(client(server))).isEqualTo(before);
        }
        assertThat(descriptions(home).keySet()).isEqualTo(described.keySet());
    }

    private ConfigurableApplicationContext start(String... options) {
        List<String> arguments = new ArrayList<>(
                List.of("--server.port=0", "--latentry.home=" + folder, "--latentry.inference.warm-up=0"));
        arguments.addAll(List.of(options));
        return LatentryApplication.serve(arguments.toArray(String[]::new));
    }

    private static LatentryClient client(ConfigurableApplicationContext server) {
        return new LatentryClient("http://127.0.0.1:" + server.getEnvironment().getProperty("local.server.port"));
    }

    private static byte[] artifact(LatentryClient client) {
        return client.send("GET", "/v1/models/demo-vae-2d/artifact", "", "*/*").body();
    }

    /** Leaves something of every kind: deleted ones, too, whose traces must not be lost. */
    private static void change(LatentryClient client) {
        client.upload(Form.named("rows").file("file", "x,y\n1,2\n3,4.5\n5,6\n7,8\n9,1e-7\n"));
        byte[] artifact = artifact(client);
        for (int version = 1; version <= 3; version++) {
            client.importArtifact("versioned", artifact);
        }
        client.send("PUT", "/v1/models/versioned/aliases/best", "{\"version\": 1}", "*/*");
        client.send("PUT", "/v1/models/versioned/aliases/gone", "{\"version\": 1}", "*/*");
        for (String deleted : List.of(
                "/v1/models/versioned/aliases/gone",
                "/v1/models/versioned@3",
                "/v1/models/demo-denoiser",
                "/v1/datasets/digits")) {
            assertThat(client.send("DELETE", deleted, "", "*/*").statusCode())
                    .as(deleted)
                    .isEqualTo(204);
        }
    }

    /** All that the store answers, jobs excepted. */
    private static Map<String, String> answers(LatentryClient client) {
        Map<String, String> answers = new TreeMap<>();
        for (String list : LISTS) {
            for (JsonNode item : get(client, list, answers).get("items").values()) {
                String path = list + "/"
                        + item.get(list.endsWith("evaluations") ? "id" : "name").asString();
                get(client, path, answers);
            }
        }
        for (JsonNode dataset : client.get("/v1/datasets").get("items").values()) {
            String name = dataset.get("name").asString();
            get(client, "/v1/datasets/" + name + "/items?split=test", answers);
            get(client, "/v1/leaderboards/" + name, answers);
        }
        for (JsonNode model : client.get("/v1/models").get("items").values()) {
            String path = "/v1/models/" + model.get("name").asString();
            get(client, path + "/versions", answers);
            get(client, path + "/card", answers);
            HttpResponse<byte[]> artifact = client.send("GET", path + "/artifact", "", "*/*");
            answers.put(path + "/artifact", artifact.statusCode() + " " + Arrays.hashCode(artifact.body()));
        }
        get(client, "/v1/models/versioned@best", answers);
        for (String gone : List.of("/v1/models/versioned@gone", "/v1/models/versioned@3", "/v1/datasets/digits")) {
            assertThat(client.send("GET", gone, "", "*/*").statusCode()).isEqualTo(404);
        }
        return answers;
    }

    private static JsonNode get(LatentryClient client, String path, Map<String, String> answers) {
        JsonNode answer = client.get(path);
        answers.put(path, answer.toString());
        return answer;
    }

    /** Makes the store one of a release that had no descriptions, and no identity. */
    private static void makeEarlierStore(Home home) throws IOException, SQLException {
        for (Path file : descriptions(home).keySet()) {
            Files.delete(file);
        }
        Files.delete(home.root().resolve("store.properties"));
        String url = "jdbc:h2:file:" + home.database().resolve("latentry");
        try (Connection connection = DriverManager.getConnection(url, "", "");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE store");
            statement.execute("ALTER TABLE job DROP COLUMN memory_estimate");
            statement.execute("DROP TABLE deleted_job");
            statement.execute(
                    "DELETE FROM \"flyway_schema_history\" WHERE CAST(\"version\" AS INT) > " + EARLIER_VERSION);
        }
    }

    private static Map<Path, String> descriptions(Home home) throws IOException {
        Map<Path, String> found = new TreeMap<>();
        for (Path file : files(home.root())) {
            boolean described = file.startsWith(home.models())
                    || file.startsWith(home.evaluations())
                    || file.endsWith("registration.json")
                    || file.endsWith("samples.txt");
            if (described) {
                found.put(file, Files.readString(file));
            }
        }
        return found;
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            return paths.filter(Files::isRegularFile).toList();
        }
    }

    private static void assertRefused(ServerProcess.Ended server, String... reasons) {
        assertThat(server.exitValue()).as(server.output()).isEqualTo(1);
        assertThat(server.output()).containsIgnoringNewLines(reasons).doesNotContain("\tat ");
    }
}
