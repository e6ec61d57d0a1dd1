package io.latentry.dataset.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.latentry.dataset.TestArrays;
import io.latentry.dataset.TestImages;
import io.latentry.testing.Form;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Every format over HTTP, from upload to items. */
class UploadTest {

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
    void readsFourIdxFilesPlainAndGzipped() throws Exception {
        JsonNode dataset = created(Form.named("idx")
                .file("train", TestArrays.idx(new byte[] {0, 51, 102, (byte) 255}, 2, 1, 2))
                .file("trainLabels", Archives.gzip(TestArrays.idx(new byte[] {1, 0}, 2)))
                .file("test", Archives.gzip(TestArrays.idx(new byte[] {(byte) 153, 0}, 1, 1, 2)))
                .file("testLabels", TestArrays.idx(new byte[] {1}, 1))
                .text("classes", "cat, dog"));

        assertThat(dataset.get("shape").toString()).isEqualTo("[1,1,2]");
        assertThat(dataset.get("elementType").asString()).isEqualTo("uint8");
        assertThat(dataset.get("classes").toString()).isEqualTo("[\"cat\",\"dog\"]");
        assertThat(items("idx", "train")).isEqualTo("[[[[0.0,0.2]]],[[[0.4,1.0]]]]");
        assertThat(items("idx", "test")).isEqualTo("[[[[0.6,0.0]]]]");
        assertThat(server.json("/v1/datasets/idx/items").get("labels").toString())
                .isEqualTo("[1,0]");
    }

    @Test
    void readsOneIdxFileAndSplitsIt() throws Exception {
        JsonNode dataset = created(Form.named("idx-alone")
                .file("file", TestArrays.idx(new byte[40], 10, 2, 2))
                .text("testFraction", "0.3"));

        assertThat(dataset.get("trainCount").asInt()).isEqualTo(7);
        assertThat(dataset.get("testCount").asInt()).isEqualTo(3);
        assertThat(dataset.get("classes")).isEmpty();
    }

    @Test
    void widensBytesOfVectorsAndNarrowsDoubles() throws Exception {
        JsonNode bytes = created(Form.named("npy-bytes")
                .file("train", TestArrays.npy("|u1", "(1, 2)", new byte[] {3, (byte) 200}))
                .file("test", TestArrays.npy("|u1", "(1, 2)", new byte[] {1, 2})));
        created(Form.named("npy-doubles")
                .file("train", TestArrays.npy("<f8", "(1, 2)", TestArrays.doubles(0.1, -1e10)))
                .file("trainLabels", TestArrays.npy("<i8", "(1,)", TestArrays.longs(2)))
                .file("test", TestArrays.npy("<f8", "(1, 2)", TestArrays.doubles(0, 1)))
                .file("testLabels", TestArrays.npy("<i8", "(1, 1)", TestArrays.longs(0))));

        assertThat(bytes.get("elementType").asString()).isEqualTo("float32");
        assertThat(items("npy-bytes", "train")).isEqualTo("[[3.0,200.0]]");
        assertThat(items("npy-doubles", "train")).isEqualTo("[[0.1,-1.0E10]]");
        assertThat(server.json("/v1/datasets/npy-doubles").get("classes")).hasSize(3);
    }

    @Test
    void readsAnNpzAsKerasWritesIt() throws Exception {
        Map<String, byte[]> arrays = new LinkedHashMap<>();
        arrays.put("x_test.npy", TestArrays.npy("|u1", "(1, 2, 1, 3)", new byte[] {0, 51, 102, 0, 51, 102}));
        arrays.put("x_train.npy", TestArrays.npy("|u1", "(1, 2, 1, 3)", new byte[] {51, 0, 0, (byte) 255, 0, 0}));
        arrays.put("y_train.npy", TestArrays.npy("|u1", "(1, 1)", new byte[] {1}));
        arrays.put("y_test.npy", TestArrays.npy("|u1", "(1, 1)", new byte[] {0}));

        JsonNode dataset = created(Form.named("npz").file("file", Archives.zip(arrays)));

        assertThat(dataset.get("shape").toString()).as("channels go first").isEqualTo("[3,2,1]");
        assertThat(items("npz", "train")).isEqualTo("[[[[0.2],[1.0]],[[0.0],[0.0]],[[0.0],[0.0]]]]");
        assertThat(items("npz", "test")).isEqualTo("[[[[0.0],[0.0]],[[0.2],[0.2]],[[0.4],[0.4]]]]");
    }

    @Test
    void readsAnNpzThatIsNotSplit() throws Exception {
        JsonNode dataset = created(Form.named("npz-xy")
                .file(
                        "file",
                        Archives.zip(Map.of(
                                "X.npy", TestArrays.npy("<f4", "(4, 1)", TestArrays.floats(1, 2, 3, 4)),
                                "y.npy", TestArrays.npy("<i8", "(4,)", TestArrays.longs(0, 0, 1, 1)))))
                .text("testFraction", "0.5"));

        assertThat(dataset.get("trainCount").asInt()).isEqualTo(2);
        assertThat(labels("npz-xy", "test")).isEqualTo("[0,1]");
    }

    @Test
    void readsCsvWithLabelsOfAnyText() throws Exception {
        String csv = """
                width,"species, common",height
                1.5,"the ""big"" one",-2e3
                 0 ,cat,7
                2,cat,+.5
                3,"the ""big"" one",4

                """;
        byte[] withMarkAndCarriageReturns = ("\uFEFF" + csv.replace("\n", "\r\n")).getBytes(StandardCharsets.UTF_8);

        JsonNode dataset = created(Form.named("csv")
                .file("file", Archives.gzip(withMarkAndCarriageReturns))
                .text("label", "species, common")
                .text("testFraction", "0.5")
                .text("seed", "3"));

        assertThat(dataset.get("shape").toString()).isEqualTo("[2]");
        assertThat(dataset.get("classes").toString()).isEqualTo("[\"cat\",\"the \\\"big\\\" one\"]");
        assertThat(dataset.get("minimum").asDouble()).isEqualTo(-2000);
        assertThat(labels("csv", "train")).isEqualTo("[0,1]");
        assertThat(labels("csv", "test")).isEqualTo("[1,0]");
        assertThat(items("csv", "test")).isEqualTo("[[1.5,-2000.0],[0.0,7.0]]");
    }

    @Test
    void ordersNumericLabelsByValue() throws Exception {
        JsonNode dataset = created(Form.named("csv-numbers")
                .file("file", "x,y\n1,10\n2,9\n3,10\n4,-1\n5,9\n")
                .text("label", "y"));

        assertThat(dataset.get("classes").toString()).isEqualTo("[\"-1\",\"9\",\"10\"]");
    }

    @Test
    void readsImagesInFoldersForTheirClasses() throws Exception {
        Map<String, byte[]> images = new LinkedHashMap<>();
        images.put("pets/train/dog/1.png", TestImages.grey(2, 2, 51));
        images.put("pets/train/cat/1.png", TestImages.colour(2, 2, 0xFF0033));
        images.put("pets/test/dog/1.png", TestImages.grey(2, 2, 255));
        images.put("__MACOSX/pets/train/dog/._1.png", new byte[] {1});
        images.put("pets/.DS_Store", new byte[] {1});

        JsonNode dataset = created(Form.named("zip").file("file", Archives.zip(images)));

        assertThat(dataset.get("shape").toString())
                .as("colour, as one of them is")
                .isEqualTo("[3,2,2]");
        assertThat(dataset.get("classes").toString()).isEqualTo("[\"cat\",\"dog\"]");
        assertThat(items("zip", "train"))
                .isEqualTo("[[[[1.0,1.0],[1.0,1.0]],[[0.0,0.0],[0.0,0.0]],[[0.2,0.2],[0.2,0.2]]],"
                        + "[[[0.2,0.2],[0.2,0.2]],[[0.2,0.2],[0.2,0.2]],[[0.2,0.2],[0.2,0.2]]]]");
        assertThat(labels("zip", "test")).isEqualTo("[1]");
    }

    @Test
    void resizesImagesAndTurnsThemGreyIfAsked() throws Exception {
        Map<String, byte[]> images = new LinkedHashMap<>();
        images.put("a.png", TestImages.colour(4, 4, 0x333333));
        images.put("b.png", TestImages.grey(3, 5, 102));

        JsonNode dataset = created(Form.named("zip-sizes")
                .file("file", Archives.zip(images))
                .text("size", "2x3")
                .text("channels", "1")
                .text("testFraction", "0.5"));

        assertThat(dataset.get("shape").toString()).isEqualTo("[1,2,3]");
        assertThat(dataset.get("minimum").asDouble()).isEqualTo(0.2);
        assertThat(dataset.get("maximum").asDouble()).isEqualTo(0.4);
    }

    @Test
    void answersWithTheLocation() throws Exception {
        HttpResponse<byte[]> response = server.post(Form.named("located").file("file", "x\n1\n2\n3\n4\n5\n"));

        assertThat(response.statusCode()).isEqualTo(201);
        assertThat(response.headers().firstValue("Location")).contains("/v1/datasets/located");
        assertThat(server.json("/v1/datasets/located")).isEqualTo(DatasetServer.json(response));
    }

    private static JsonNode created(Form form) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = server.post(form);
        assertThat(response.statusCode())
                .as(new String(response.body(), StandardCharsets.UTF_8))
                .isEqualTo(201);
        return DatasetServer.json(response);
    }

    private static String items(String dataset, String split) throws IOException, InterruptedException {
        return server.json("/v1/datasets/" + dataset + "/items?split=" + split)
                .get("items")
                .toString();
    }

    private static String labels(String dataset, String split) throws IOException, InterruptedException {
        return server.json("/v1/datasets/" + dataset + "/items?split=" + split)
                .get("labels")
                .toString();
    }
}
