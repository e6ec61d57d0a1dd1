package io.latentry.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.testing.Form;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What a user sees of a dataset whose files decay. */
class DamagedDatasetTest {

    private static final String ITEMS = "/v1/datasets/%s/items?split=train&limit=2";
    private static final String CSV = "x,y\n1,2\n3,4\n5,6\n7,8\n9,10\n11,12\n13,14\n15,16\n17,18\n19,20\n";

    @TempDir
    private static Path home;

    private static DatasetServer server;

    @BeforeAll
    static void start() {
        server = DatasetServer.start(home, "latentry.datasets.samples=false");
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void isRefusedByItselfUntilItIsRestored() throws Exception {
        Path piece = upload("decaying").resolve("train-0.bin");
        upload("healthy");
        assertThat(items("decaying").statusCode()).isEqualTo(200);
        byte[] right = Files.readAllBytes(piece);

        flip(piece);

        HttpResponse<byte[]> refused = items("decaying");
        assertThat(refused.statusCode()).isEqualTo(500);
        JsonNode problem = DatasetServer.json(refused);
        assertThat(problem.get("code").asString()).isEqualTo("dataset-damaged");
        assertThat(problem.get("detail").asString()).contains("train-0.bin").doesNotContain(home.toString());
        assertThat(items("decaying").statusCode()).as("every time").isEqualTo(500);
        assertThat(items("healthy").statusCode()).isEqualTo(200);
        assertThat(server.json("/v1/datasets/decaying").get("hash").asString()).isNotEmpty();

        Files.write(piece, right);
        assertThat(items("decaying").statusCode()).isEqualTo(200);
    }

    @Test
    void canBeDeletedAndUploadedAgain() throws Exception {
        Path folder = upload("replaced");
        flip(folder.resolve("train-0.bin"));
        assertThat(items("replaced").statusCode()).isEqualTo(500);

        assertThat(server.delete("/v1/datasets/replaced").statusCode()).isEqualTo(204);
        upload("replaced");

        assertThat(items("replaced").statusCode()).isEqualTo(200);
    }

    @Test
    void aDamagedManifestIsDamageToo() throws Exception {
        Path manifest = upload("unnamed").resolve("dataset.json");
        String right = Files.readString(manifest);

        for (String wrong :
                new String[] {"", right.substring(1), right.replace("\"trainCount\":8", "\"trainCount\":7")}) {
            Files.writeString(manifest, wrong);
            HttpResponse<byte[]> refused = items("unnamed");
            assertThat(refused.statusCode()).isEqualTo(500);
            assertThat(DatasetServer.json(refused).get("code").asString()).isEqualTo("dataset-damaged");
        }
        Files.writeString(manifest, right);
        assertThat(items("unnamed").statusCode()).isEqualTo(200);
    }

    private static HttpResponse<byte[]> items(String name) throws IOException, InterruptedException {
        return server.get(ITEMS.formatted(name), "application/json");
    }

    /** Uploads eight items to learn from and two to test, and returns their folder. */
    private static Path upload(String name) throws IOException, InterruptedException {
        List<Path> before = folders();
        assertThat(server.post(Form.named(name).file("file", CSV)).statusCode()).isEqualTo(201);
        List<Path> added = new ArrayList<>(folders());
        added.removeAll(before);
        return added.get(0);
    }

    private static List<Path> folders() throws IOException {
        try (Stream<Path> folders = Files.list(home.resolve("datasets"))) {
            return folders.toList();
        }
    }

    private static void flip(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        bytes[bytes.length / 2] ^= 4;
        Files.write(file, bytes);
    }
}
