package io.latentry.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.dataset.NpyReader;
import io.latentry.dataset.TestArrays;
import io.latentry.model.Tensor;
import io.latentry.testing.Form;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A store from its first start on. */
class DatasetLifecycleTest {

    @TempDir
    private Path home;

    @Test
    void anEmptyStoreGetsTheSamplesOnce() throws Exception {
        try (DatasetServer server = DatasetServer.start(home)) {
            assertThat(names(server)).containsExactly("digits", "fashion-sample");
            JsonNode fashion = server.json("/v1/datasets/fashion-sample");
            assertThat(fashion.get("trainCount").asInt()).isEqualTo(2000);
            assertThat(fashion.get("testCount").asInt()).isEqualTo(500);
            assertThat(fashion.get("classes").get(9).asString()).isEqualTo("Ankle boot");
            assertThat(server.json("/v1/datasets/digits").get("shape").toString())
                    .isEqualTo("[1,8,8]");
            assertThat(server.delete("/v1/datasets/digits").statusCode()).isEqualTo(204);
        }
        try (DatasetServer server = DatasetServer.start(home)) {
            assertThat(names(server)).as("a deleted sample stays deleted").containsExactly("fashion-sample");
            assertThat(server.post("{\"sample\":\"digits\"}").statusCode()).isEqualTo(201);
            assertThat(names(server)).containsExactly("digits", "fashion-sample");
        }
    }

    @Test
    void showsItemsAsNumbersAndAsAPicture() throws Exception {
        try (DatasetServer server = DatasetServer.start(home)) {
            String path = "/v1/datasets/fashion-sample/items?split=test&indices=0,4";

            JsonNode json = server.json(path);
            byte[] npy = server.get(path, "application/x-npy").body();
            HttpResponse<byte[]> png = server.get(path, "image/png");

            assertThat(json.get("labels").toString())
                    .as("an ankle boot and a shirt")
                    .isEqualTo("[9,6]");
            Tensor items = NpyReader.read(new ByteArrayInputStream(npy), 10_000, count -> {}, 1);
            assertThat(items.shape()).containsExactly(2, 1, 28, 28);
            assertThat(json.get("items").get(1).get(0).get(14).get(14).floatValue())
                    .isEqualTo(items.row(1).get(14 * 28 + 14))
                    .isBetween(0.1f, 1f);
            assertThat(png.headers().firstValue("Content-Type")).contains("image/png");
            BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png.body()));
            assertThat(picture.getWidth()).isGreaterThan(2 * 28 * 3);
            assertThat(server.get(path, "text/plain").statusCode()).isEqualTo(406);
            assertThat(server.get(path, "text/html,*/*;q=0.8").headers().firstValue("Content-Type"))
                    .contains("application/json");
        }
    }

    @Test
    void drawsNoVectors() throws Exception {
        try (DatasetServer server = empty()) {
            server.post(Form.named("vectors").file("file", "x\n1\n2\n3\n4\n5\n"));

            HttpResponse<byte[]> response = server.get("/v1/datasets/vectors/items", "image/png");

            assertThat(response.statusCode()).isEqualTo(422);
            assertThat(DatasetServer.json(response).get("code").asString()).isEqualTo("not-images");
        }
    }

    @Test
    void listsPageByPage() throws Exception {
        try (DatasetServer server = empty()) {
            for (String name : List.of("b", "a", "c")) {
                server.post(Form.named(name).file("file", "x\n1\n2\n3\n4\n5\n"));
            }

            JsonNode first = server.json("/v1/datasets?limit=2");
            JsonNode second = server.json(
                    "/v1/datasets?limit=2&after=" + first.get("next").asString());

            assertThat(first.get("items").findValuesAsString("name")).containsExactly("a", "b");
            assertThat(second.get("items").findValuesAsString("name")).containsExactly("c");
            assertThat(second.has("next")).isFalse();
        }
    }

    @Test
    void keepsWhatIsUsedAndDeletesAllOfWhatIsNot() throws Exception {
        try (DatasetServer server = empty()) {
            List<String> before = server.stored();
            byte[] array = TestArrays.idx(new byte[4], 4, 1, 1);
            server.post(Form.named("unused").file("file", array));
            assertThat(server.delete("/v1/datasets/unused").statusCode()).isEqualTo(204);
            assertThat(server.delete("/v1/datasets/unused").statusCode()).isEqualTo(404);
            assertThat(server.stored()).isEqualTo(before);

            server.post(Form.named("used").file("file", array));
            HttpResponse<byte[]> refused = server.delete("/v1/datasets/used");
            assertThat(refused.statusCode()).isEqualTo(409);
            assertThat(DatasetServer.json(refused).get("code").asString()).isEqualTo("dataset-in-use");
            assertThat(names(server)).containsExactly("used");
        }
    }

    @Test
    void equalContentsHaveEqualHashesUnderAnyName() throws Exception {
        try (DatasetServer server = empty()) {
            byte[] array = TestArrays.idx(new byte[] {1, 2, 3, 4}, 4, 1, 1);
            server.post(Form.named("one").file("file", array));
            server.post(Form.named("two").file("file", Archives.gzip(array)));
            server.post(Form.named("three").file("file", array).text("testFraction", "0.5"));

            String one = server.json("/v1/datasets/one").get("hash").asString();
            assertThat(one).matches("[0-9a-f]{64}");
            assertThat(server.json("/v1/datasets/two").get("hash").asString()).isEqualTo(one);
            assertThat(server.json("/v1/datasets/three").get("hash").asString()).isNotEqualTo(one);
        }
    }

    @Test
    void anUploadThatTheDatabaseRefusesLeavesNothing() throws Exception {
        try (DatasetServer server = empty()) {
            server.execute("ALTER TABLE dataset ADD CONSTRAINT test CHECK (name <> 'unlucky')");

            assertThat(server.post(Form.named("unlucky").file("file", "x\n1\n2\n3\n4\n5\n"))
                            .statusCode())
                    .isEqualTo(500);

            assertThat(home.resolve("datasets")).isEmptyDirectory();
        }
    }

    @Test
    void whatTheDiskHasNoRoomForIsRefusedUnread() throws Exception {
        try (DatasetServer server = DatasetServer.start(
                home, "latentry.datasets.samples=false", "latentry.datasets.max-upload=1000000TB")) {
            assertThat(server.announce(1L << 59)).startsWith("HTTP/1.1 507").contains("\"code\":\"disk-full\"");
        }
    }

    @Test
    void ofManyUploadsOfOneNameExactlyOneWins() throws Exception {
        try (DatasetServer server = DatasetServer.start(
                home, "latentry.datasets.samples=false", "latentry.datasets.concurrent-uploads=8")) {
            Callable<Integer> upload = () -> server.post(Form.named("raced").file("file", "x\n1\n2\n3\n4\n5\n"))
                    .statusCode();
            ExecutorService callers = Executors.newFixedThreadPool(8);
            List<Integer> statuses = callers
                    .invokeAll(Stream.generate(() -> upload).limit(8).toList())
                    .stream()
                    .map(DatasetLifecycleTest::join)
                    .sorted()
                    .toList();
            callers.shutdown();

            assertThat(statuses).containsExactly(201, 409, 409, 409, 409, 409, 409, 409);
            try (Stream<Path> folders = Files.list(home.resolve("datasets"))) {
                assertThat(folders).hasSize(1);
            }
        }
    }

    private static <T> T join(Future<T> future) {
        try {
            return future.get();
        } catch (Exception exception) {
            throw new AssertionError(exception);
        }
    }

    @Test
    void sweepsWhatAKilledServerLeft() throws Exception {
        try (DatasetServer server = empty()) {
            server.post(Form.named("kept").file("file", "x\n1\n2\n3\n4\n5\n"));
        }
        Files.createDirectories(home.resolve("tmp/dataset-unfinished/dataset"));
        Files.write(home.resolve("tmp/dataset-unfinished/dataset/train-0.bin"), new byte[10]);
        Files.write(home.resolve("tmp/upload_1_00000001.tmp"), new byte[10]);
        Files.write(home.resolve("tmp/of-another-room"), new byte[10]);
        Files.createDirectories(home.resolve("datasets/moved-but-without-a-row"));

        try (DatasetServer server = empty()) {
            assertThat(server.stored())
                    .contains("tmp/of-another-room")
                    .noneMatch(path -> path.contains("dataset-"))
                    .noneMatch(path -> path.contains("upload_"))
                    .noneMatch(path -> path.contains("without-a-row"));
            assertThat(server.json("/v1/datasets/kept/items").get("count").asInt())
                    .isEqualTo(4);
        }
    }

    private DatasetServer empty() {
        return DatasetServer.start(home, "latentry.datasets.samples=false");
    }

    private static List<String> names(DatasetServer server) throws Exception {
        return server.json("/v1/datasets").get("items").findValuesAsString("name");
    }
}
