package io.latentry;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.testing.FileServer;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Models that are fetched from elsewhere, with real workers. */
class DownloadedModelsTests extends WholeApplication {

    private static final Duration PATIENCE = Duration.ofMinutes(1);
    private static final FileServer SOURCE = source();

    private static FileServer source() {
        try {
            return new FileServer(new byte[0]);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    @DynamicPropertySource
    static void allow(DynamicPropertyRegistry properties) {
        properties.add("latentry.downloads.sources", () -> SOURCE.address() + "/file");
        properties.add("latentry.models.torch-files", () -> true);
    }

    @AfterAll
    static void close() {
        SOURCE.close();
    }

    @Test
    void aModelIsFetchedCheckedAndPublished() throws Exception {
        byte[] artifact =
                client.send("GET", "/v1/models/demo-vae/artifact", "", "*/*").body();
        SOURCE.serve(artifact);
        SOURCE.cutAfter(artifact.length / 2, 1);

        JsonNode job = client.await(submit("fetched", "/file/vae.zip", sha256(artifact)), PATIENCE);

        assertThat(job.get("type").asString()).isEqualTo("import");
        assertThat(job.at("/result/model").asString()).isEqualTo("fetched@1");
        assertThat(job.at("/progress/bytes").asInt()).isEqualTo(artifact.length);
        assertThat(client.get("/v1/models/fetched").get("weights"))
                .isEqualTo(client.get("/v1/models/demo-vae").get("weights"));
        assertThat(SOURCE.ranges()).contains("bytes=" + artifact.length / 2 + "-");
    }

    @Test
    void aFileOfPyTorchsBecomesAModelWhereItIsAllowed() throws Exception {
        byte[] file = Files.readAllBytes(Path.of("src/test/resources/parity/resnet20.pt"));
        SOURCE.serve(file);
        String request = body("traced", SOURCE.address() + "/file/resnet20.pt", sha256(file))
                .replace("}", ", \"architecture\": \"resnet20\", \"size\": 32}");

        JsonNode job =
                client.await(client.post("/v1/imports", request).get("id").asString(), PATIENCE);

        assertThat(job.at("/result/model").asString()).isEqualTo("traced@1");
        assertThat(client.get("/v1/models/traced").get("capabilities").values())
                .extracting(JsonNode::asString)
                .containsExactly("classify", "encode");
        assertThat(client.importArtifact("traced&architecture=resnet20&size=32", file)
                        .get("weights"))
                .isEqualTo(client.get("/v1/models/traced@1").get("weights"));
    }

    @Test
    void whatIsNoModelFailsWithItsReason() throws Exception {
        byte[] nonsense = "nonsense".getBytes(StandardCharsets.UTF_8);
        SOURCE.serve(nonsense);

        JsonNode wrong = client.await(submit("wrong", "/file/x", sha256(new byte[0])), PATIENCE);
        JsonNode none = client.await(submit("none", "/file/x", sha256(nonsense)), PATIENCE);

        assertThat(wrong.at("/error/code").asString()).isEqualTo("checksum-mismatch");
        assertThat(wrong.at("/error/detail").asString())
                .contains(sha256(new byte[0]))
                .doesNotContain(sha256(nonsense));
        assertThat(none.get("state").asString()).isEqualTo("failed");
        assertThat(none.at("/error/code").asString()).isEqualTo("invalid-artifact");
        assertThat(none.at("/error/detail").asString()).contains("architecture is missing");
        Path received = home.resolve("jobs").resolve(none.get("id").asString()).resolve("received");
        Instant end = Instant.now().plusSeconds(10);
        while (Files.exists(received)) {
            assertThat(Instant.now()).as("what was refused is gone").isBefore(end);
            Thread.sleep(20);
        }
        assertThat(client.send("GET", "/v1/models/none", "", "*/*").statusCode())
                .isEqualTo(404);
    }

    @Test
    void requestsThatCannotWorkAreRefusedByName() throws Exception {
        String hash = sha256(new byte[0]);
        refusesField("name", body("X/Y", SOURCE.address() + "/file/x", hash));
        refusesField("url", body("m", "file:///etc/passwd", hash));
        refusesField("url", body("m", "no address", hash));
        refusesField("sha256", body("m", SOURCE.address() + "/file/x", "abc"));
        refusesField("architecture", body("m", SOURCE.address() + "/file/x.safetensors", hash));
        String body = "{\"name\": \"m\", \"url\": \"%s/file/x\", \"sha256\": \"%s\", %s}";
        refusesField("architecture", body.formatted(SOURCE.address(), hash, "\"architecture\": \"nonsense\""));
        refusesField("std", body.formatted(SOURCE.address(), hash, "\"std\": [0, -1, 1]"));
        refusesField("crop", body.formatted(SOURCE.address(), hash, "\"crop\": 3"));
        refusesField("colour", body.formatted(SOURCE.address(), hash, "\"colour\": 3"));
        refusesField("mean", body.formatted(SOURCE.address(), hash, "\"mean\": [1, 2, 3, 4]"));
        refusesField("mean[0]", body.formatted(SOURCE.address(), hash, "\"mean\": [null, 2, 3]"));
        refusesSource("https://models.example/x", hash);
        refusesSource(SOURCE.address() + "/file/../x", hash);
    }

    private void refusesField(String field, String body) {
        JsonNode problem = refuses(400, body);
        assertThat(problem.get("code").asString()).isEqualTo("invalid-input");
        assertThat(problem.get("errors").values())
                .extracting(error -> error.get("field").asString())
                .containsExactly(field);
    }

    private void refusesSource(String url, String sha256) {
        JsonNode problem = refuses(422, body("m", url, sha256));
        assertThat(problem.get("code").asString()).isEqualTo("source-not-allowed");
    }

    private JsonNode refuses(int status, String body) {
        HttpResponse<byte[]> answer = client.send("POST", "/v1/imports", body, "*/*");
        JsonNode problem = JsonMapper.shared().readTree(answer.body());
        assertThat(answer.statusCode()).as(problem::toString).isEqualTo(status);
        return problem;
    }

    private String submit(String name, String path, String sha256) {
        return client.post("/v1/imports", body(name, SOURCE.address() + path, sha256))
                .get("id")
                .asString();
    }

    private static String body(String name, String url, String sha256) {
        return "{\"name\": \"%s\", \"url\": \"%s\", \"sha256\": \"%s\"}".formatted(name, url, sha256);
    }

    private static String sha256(byte[] bytes) throws NoSuchAlgorithmException {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    }
}
