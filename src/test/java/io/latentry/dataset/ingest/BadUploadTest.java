package io.latentry.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.latentry.dataset.TestArrays;
import io.latentry.dataset.TestImages;
import io.latentry.testing.Form;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;

/** Whatever is sent, the answer is a problem of the caller's, and nothing stays on disk. */
class BadUploadTest {

    @TempDir
    private static Path home;

    private static DatasetServer server;
    private static List<String> storedBefore;

    @BeforeAll
    static void start() throws Exception {
        server = DatasetServer.start(
                home,
                "latentry.datasets.samples=false",
                "latentry.datasets.max-upload=8MB",
                "latentry.datasets.max-items=5000",
                "latentry.datasets.max-item-values=100000",
                "latentry.datasets.max-zip-entries=1000",
                "latentry.datasets.max-csv-line=1MB",
                "latentry.datasets.max-image-file=4MB");
        HttpResponse<byte[]> response =
                server.post(Form.named("good").file("file", TestArrays.idx(new byte[4], 4, 1, 1)));
        assertThat(response.statusCode()).isEqualTo(201);
        soon().untilAsserted(() -> assertThat(server.stored()).noneMatch(path -> path.startsWith("tmp/")));
        storedBefore = server.stored();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    static Stream<BadUpload> uploads() {
        return Stream.of(
                        BadArrays.idxFiles(),
                        BadArrays.npyFiles(),
                        BadArrays.npzFiles(),
                        BadFiles.csvFiles(),
                        BadFiles.imageArchives(),
                        BadFiles.otherFiles(),
                        BadForms.names(),
                        BadForms.fields(),
                        BadForms.options())
                .flatMap(uploads -> uploads);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("uploads")
    void refuses(BadUpload upload) throws Exception {
        assertRefused(server.post(upload.form()), upload.status());
    }

    /** What a user who mixes up parts, types or units gets to read. */
    static Stream<Arguments> mistakes() {
        byte[] items = TestArrays.npy("<f4", "(2, 1, 1)", TestArrays.floats(0.5f, 1.5f));
        byte[] labels = TestArrays.npy("<i4", "(2,)", new byte[8]);
        return Stream.of(
                Arguments.of(Form.named("bad").file("train", items), "train", "outside [0, 1]"),
                Arguments.of(Form.named("bad").file("train", items).file("trainLabels", labels), "trainLabels", "<i4"),
                Arguments.of(
                        Form.named("bad").file("file", "# Read me\n\nIt is a text.\n"), "file", "was taken for CSV"));
    }

    @ParameterizedTest
    @MethodSource("mistakes")
    void namesThePartThatIsWrong(Form form, String field, String message) throws Exception {
        JsonNode error = DatasetServer.json(server.post(form)).path("errors").path(0);

        assertThat(error.path("field").asString()).isEqualTo(field);
        assertThat(error.path("message").asString()).contains(message);
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void keepsNoRefusedFileOpen() throws Exception {
        byte[] image = TestImages.grey(4, 4, 100);
        assertRefused(server.post(Form.named("bad").file("file", Archives.zip(Map.of("../1.png", image)))), 400);

        try (Stream<Path> open = Files.list(Path.of("/proc/self/fd"))) {
            assertThat(open.map(BadUploadTest::target)).noneMatch(file -> file.startsWith(home + "/tmp/"));
        }
    }

    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    @Test
    void refusesARequestOverTheLimit() throws Exception {
        assertRefused(server.post(Form.named("bad").file("file", new byte[9_000_000])), 413);
    }

    @Test
    void refusesANameThatIsTaken() throws Exception {
        assertRefused(server.post(Form.named("good").file("file", "x\n1\n2\n3\n4\n5\n")), 409);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "404;{\"sample\":\"mnist\"}",
                "400;{\"name\":\"x\"}",
                "400;{\"sample\":\"digits\",\"more\":1}",
                "400;{\"sample\":\"digits\",\"name\":\"../x\"}",
                "400;{\"sample\":[]}",
                "400;{\"sample\":",
                "400;null",
                "409;{\"sample\":\"digits\",\"name\":\"good\"}"
            })
    void refusesToInstallASample(int status, String body) throws Exception {
        assertRefused(server.post(body), status);
    }

    @ParameterizedTest
    @CsvSource({
        "404,/v1/datasets/none",
        "404,/v1/datasets/none/items",
        "400,/v1/datasets/..%2Fgood",
        "400,/v1/datasets?limit=0",
        "400,/v1/datasets?limit=501",
        "400,/v1/datasets?limit=x",
        "400,/v1/datasets/good/items?split=validation",
        "400,/v1/datasets/good/items?limit=0",
        "400,/v1/datasets/good/items?offset=-1",
        "400,/v1/datasets/good/items?offset=3",
        "400,/v1/datasets/good/items?indices=0&limit=1",
        "400,/v1/datasets/good/items?indices=3",
        "400,/v1/datasets/good/items?indices=-1",
        "400,/v1/datasets/good/items?indices=x",
        "400,/v1/datasets/good/items?indices="
    })
    void refusesToShow(int status, String path) throws Exception {
        for (String accept : List.of("application/json", "image/png", "application/x-npy")) {
            HttpResponse<byte[]> response = server.get(path, accept);
            assertThat(response.statusCode()).as(accept).isEqualTo(status);
        }
    }

    /** The server deletes the parts of a request after it has answered. */
    private static ConditionFactory soon() {
        return await().pollDelay(Duration.ZERO).pollInterval(Duration.ofMillis(5));
    }

    private static void assertRefused(HttpResponse<byte[]> response, int status) throws IOException {
        String body = new String(response.body(), StandardCharsets.UTF_8);
        assertThat(response.statusCode()).as(body).isEqualTo(status);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/problem+json");
        assertThat(body).as("tells nothing of the code behind it").doesNotContain("java.", "org.springframework");
        JsonNode problem = DatasetServer.json(response);
        assertThat(problem.get("code").asString()).matches("[a-z0-9-]+");
        assertThat(problem.get("detail").asString()).isNotEmpty();
        soon().untilAsserted(() -> assertThat(server.stored()).isEqualTo(storedBefore));
    }
}
