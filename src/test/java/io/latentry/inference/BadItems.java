package io.latentry.inference;

import static io.latentry.dataset.TestArrays.floats;
import static io.latentry.dataset.TestArrays.npy;
import static io.latentry.inference.BadRequest.file;
import static io.latentry.inference.BadRequest.json;

import io.latentry.dataset.TestArrays;
import io.latentry.dataset.TestImages;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.stream.Stream;

/** The table of what callers get wrong in the items that they send. */
final class BadItems {

    private static final String NPY = "application/x-npy";
    private static final String PNG = "image/png";
    private static final String MULTIPART = "multipart/form-data; boundary=b";
    private static final String OK = "{\"items\": [[1, 2, 3, 4, 5], [1, 2, 3, 4, 5]]";

    private BadItems() {}

    /** Requests that every verb that takes items must refuse. */
    static Stream<BadRequest> withItems() {
        return Stream.of(values(), shapes(), bodies(), references(), arrays(), images(), models())
                .flatMap(rows -> rows);
    }

    private static Stream<BadRequest> values() {
        return Stream.of(
                json("NaN", "vector", "{\"items\": [[1, 2, NaN, 4, 5]]}", 400, "malformed-json"),
                json("infinity", "vector", "{\"items\": [[1, 2, -Infinity, 4, 5]]}", 400, "malformed-json"),
                json("string", "vector", "{\"items\": [[1, 2, 3, 4, 5], [1, \"2\", 3, 4, 5]]}", "items[1][1]"),
                json("NaN as a string", "vector", "{\"items\": [[1, 2, 3, 4, \"NaN\"]]}", "items[0][4]"),
                json("null", "vector", "{\"items\": [[1, 2, 3, null, 5]]}", "items[0][3]"),
                json("boolean", "vector", "{\"items\": [[true, 2, 3, 4, 5]]}", "items[0][0]"),
                json("object", "vector", "{\"items\": [[1, {}, 3, 4, 5]]}", "items[0][1]"),
                json("huge float", "vector", "{\"items\": [[1, 2, 3, 4, 1e39]]}", "items[0][4]"),
                json("huge exponent", "vector", "{\"items\": [[1, 2, 3, 4, 1e999999999]]}", "items[0][4]"),
                json("huge integer", "vector", "{\"items\": [[1, 2, 3, 4, 1" + "0".repeat(90) + "]]}", "items[0][4]"),
                json(
                        "number of many digits",
                        "vector",
                        "{\"items\": [[1, 2, 3, 4, " + "1".repeat(5000) + "]]}",
                        400,
                        "malformed-json"),
                json("image above 1", "colour", "{\"items\": [[" + "0,".repeat(23) + "1.1]]}", "items[0][23]"),
                json("image below 0", "colour", "{\"items\": [[-0.1" + ",0".repeat(23) + "]]}", "items[0][0]"),
                json(
                        "image above 1, nested",
                        "colour",
                        "{\"items\": [[[[0,0,0,0],[0,0,0,0]],[[0,0,0,0],[0,2,0,0]],[[0,0,0,0],[0,0,0,0]]]]}",
                        "items[0][1][1][1]"));
    }

    private static Stream<BadRequest> shapes() {
        return Stream.of(
                json("too narrow", "vector", "{\"items\": [[1, 2, 3, 4, 5], [1, 2, 3, 4]]}", "items[1]"),
                json("too narrow and above 1", "colour", "{\"items\": [[1, 2, 3]]}", "items[0]"),
                json("too wide and above 1", "colour", "{\"items\": [[2" + ",0".repeat(24) + "]]}", "items[0][24]"),
                json("too wide", "vector", "{\"items\": [[1, 2, 3, 4, 5, 6]]}", "items[0][5]"),
                json("empty item", "vector", "{\"items\": [[]]}", "items[0]"),
                json("number as an item", "vector", "{\"items\": [1, 2, 3, 4, 5]}", "items[0]"),
                json("vector nested too deep", "vector", "{\"items\": [[[1, 2, 3, 4, 5]]]}", "items[0][0]"),
                json("ragged image", "colour", "{\"items\": [[[[0,0,0,0],[0,0,0]]]]}", "items[0][0][1]"),
                json("flat in nested", "colour", "{\"items\": [[[[0,0,0,0], 0]]]}", "items[0][0][1]"),
                json("nested in flat", "vector", "{\"items\": [[1, [2], 3, 4, 5]]}", "items[0][1]"),
                json(
                        "colour image without channels",
                        "colour",
                        "{\"items\": [[[0,0,0,0],[0,0,0,0]]]}",
                        "items[0][0][0]"),
                json("items as an object", "vector", "{\"items\": {}}", "items"),
                json("items as a number", "vector", "{\"items\": 3}", "items"),
                json("items as null", "vector", "{\"items\": null}", "items"),
                json("no items", "vector", "{\"items\": []}", 400, "no-input"),
                json(
                        "too many items",
                        "vector",
                        "{\"items\": [" + "[1, 2, 3, 4, 5],".repeat(20) + "[1, 2, 3, 4, 5]]}",
                        413,
                        "too-many-items"));
    }

    private static Stream<BadRequest> bodies() {
        return Stream.of(
                json("empty object", "vector", "{}", 400, "no-input"),
                json("empty body", "vector", "", 400, "malformed-json"),
                json("no object", "vector", "[1, 2]", 400, "malformed-json"),
                json("cut off", "vector", "{\"items\": [[1, 2, 3", 400, "malformed-json"),
                json("cut off in a name", "vector", "{\"ite", 400, "malformed-json"),
                json("deep", "vector", "{\"items\": " + "[".repeat(30_000), "items[0][0]"),
                json("deep from the start", "vector", "[".repeat(30_000), 400, "malformed-json"),
                json("deep option", "vector", "{\"seed\": " + "[".repeat(30_000), "seed"),
                json("more than an object", "vector", OK + "} {}", 400, "malformed-json"),
                json("the same field twice", "vector", OK + ", \"items\": []}", 400, "malformed-json"),
                json("unknown field", "vector", OK + ", \"itmes\": 3}", "itmes"),
                json("a field with a long name", "vector", "{\"" + "a".repeat(5000) + "\": 1}", 400, "malformed-json"),
                json("bad UTF-8", "vector", "{\"dataset\": \"\u00e4\"}", "indices"),
                file(
                        "broken UTF-8",
                        "vector",
                        "application/json",
                        new byte[] {'{', '"', (byte) 0xC3, '"', ':', '1', '}'},
                        400,
                        "malformed-json"),
                file("too large", "vector", "application/json", new byte[70_000], 413, "body-too-large"),
                file(
                        "no content type",
                        "vector",
                        "",
                        "[1]".getBytes(StandardCharsets.UTF_8),
                        415,
                        "unsupported-media-type"),
                file("nothing", "vector", "", new byte[0], 400, "no-input"),
                file("form", "vector", "application/x-www-form-urlencoded", new byte[9], 415, "unsupported-media-type"),
                file("text", "vector", "text/plain", new byte[9], 415, "unsupported-media-type"),
                file("bad content type", "vector", "json", new byte[9], 415, "unsupported-media-type"),
                json("answer as HTML", "vector", OK + "}", 406, "not-acceptable")
                        .accepting("text/html"));
    }

    private static Stream<BadRequest> references() {
        return Stream.of(
                json("items and a dataset", "vector", OK + ", \"dataset\": \"rows\", \"indices\": [0]}", "items"),
                json("items and indices", "vector", OK + ", \"indices\": [0]}", "items"),
                json("no indices", "vector", "{\"dataset\": \"rows\"}", "indices"),
                json("no dataset", "vector", "{\"indices\": [0]}", "dataset"),
                json("only a split", "vector", "{\"split\": \"test\"}", "dataset"),
                json("empty indices", "vector", "{\"dataset\": \"rows\", \"indices\": []}", 400, "no-input"),
                json("index too large", "vector", "{\"dataset\": \"rows\", \"indices\": [0, 3]}", "indices[1]"),
                json("negative index", "vector", "{\"dataset\": \"rows\", \"indices\": [-1]}", "indices[0]"),
                json("index of a fraction", "vector", "{\"dataset\": \"rows\", \"indices\": [0.5]}", "indices[0]"),
                json("index as a string", "vector", "{\"dataset\": \"rows\", \"indices\": [\"0\"]}", "indices[0]"),
                json("huge index", "vector", "{\"dataset\": \"rows\", \"indices\": [99999999999]}", "indices[0]"),
                json("indices as a number", "vector", "{\"dataset\": \"rows\", \"indices\": 1}", "indices"),
                json(
                        "too many indices",
                        "vector",
                        "{\"dataset\": \"rows\", \"indices\": [" + "0,".repeat(20) + "0]}",
                        413,
                        "too-many-items"),
                json(
                        "no such dataset",
                        "vector",
                        "{\"dataset\": \"none\", \"indices\": [0]}",
                        404,
                        "dataset-not-found"),
                json("dataset as a number", "vector", "{\"dataset\": 1, \"indices\": [0]}", "dataset"),
                json(
                        "path as a dataset",
                        "vector",
                        "{\"dataset\": \"../rows\", \"indices\": [0]}",
                        404,
                        "dataset-not-found"),
                json(
                        "no such split",
                        "vector",
                        "{\"dataset\": \"rows\", \"split\": \"TEST\", \"indices\": [0]}",
                        "split"),
                json("dataset of another shape", "vector", "{\"dataset\": \"shapes\", \"indices\": [0]}", "dataset"));
    }

    private static Stream<BadRequest> arrays() {
        byte[] five = floats(1, 2, 3, 4, 5);
        byte[] good = npy("<f4", "(1, 5)", five);
        String fortran = "{'descr': '<f4', 'fortran_order': True, 'shape': (1, 5), }";
        return Stream.of(
                file("npy of nothing", "vector", NPY, new byte[0], 400, "malformed-npy"),
                file("npy of noise", "vector", NPY, new byte[500], 400, "malformed-npy"),
                file("npy cut in its header", "vector", NPY, Arrays.copyOf(good, 30), 400, "malformed-npy"),
                file(
                        "npy cut in its values",
                        "vector",
                        NPY,
                        Arrays.copyOf(good, good.length - 1),
                        400,
                        "malformed-npy"),
                file("npy too long", "vector", NPY, Arrays.copyOf(good, good.length + 1), 400, "malformed-npy"),
                file("npy of u2", "vector", NPY, npy("<u2", "(1, 5)", new byte[10]), 400, "malformed-npy"),
                file("npy of big-endian", "vector", NPY, npy(">f4", "(1, 5)", five), 400, "malformed-npy"),
                file("npy of i8", "vector", NPY, npy("<i8", "(1, 5)", new byte[40]), 400, "malformed-npy"),
                file("npy of objects", "vector", NPY, npy("|O", "(1, 5)", five), 400, "malformed-npy"),
                file("npy in Fortran order", "vector", NPY, npy(fortran, five), 400, "malformed-npy"),
                file("npy forged", "vector", NPY, npy("<f4", "(2000000000, 5)", five), 413, "array-too-large"),
                file(
                        "npy beyond a long",
                        "vector",
                        NPY,
                        npy("<f4", "(2000000000, 2000000000, 2000000000)", five),
                        400,
                        "malformed-npy"),
                file("npy of a negative size", "vector", NPY, npy("<f4", "(-1, 5)", five), 400, "malformed-npy"),
                file("npy with a huge header", "vector", NPY, npy("{" + " ".repeat(9000), five), 400, "malformed-npy"),
                file("npy too narrow", "vector", NPY, npy("<f4", "(1, 4)", floats(1, 2, 3, 4)), 400, "invalid-input")
                        .naming("items"),
                file("npy without items", "vector", NPY, npy("<f4", "(5,)", five), 400, "invalid-input")
                        .naming("items"),
                file("npy of one value", "vector", NPY, npy("<f4", "()", floats(1)), 400, "invalid-input")
                        .naming("items"),
                file("npy of no items", "vector", NPY, npy("<f4", "(0, 5)", new byte[0]), 400, "no-input"),
                file(
                        "npy with NaN",
                        "vector",
                        NPY,
                        npy("<f4", "(1, 5)", floats(1, 2, Float.NaN, 4, 5)),
                        400,
                        "malformed-npy"),
                file(
                        "npy beyond a float",
                        "vector",
                        NPY,
                        npy("<f8", "(1, 5)", TestArrays.doubles(1, 2, 3, 4, 1e300)),
                        400,
                        "malformed-npy"),
                file("npy of an image above 1", "colour", NPY, npy("<f4", "(1, 24)", above(7)), 400, "invalid-input")
                        .naming("items[0][7]"),
                file(
                        "npy of too many items",
                        "vector",
                        NPY,
                        npy("<f4", "(21, 5)", new byte[420]),
                        413,
                        "array-too-large"));
    }

    private static byte[] above(int index) {
        float[] values = new float[24];
        values[index] = 255;
        return floats(values);
    }

    private static Stream<BadRequest> images() {
        byte[] good = TestImages.grey(16, 12, 100);
        return Stream.of(
                file("image of nothing", "grey", PNG, new byte[0], 415, "unsupported-image"),
                file("image of noise", "grey", PNG, new byte[100], 415, "unsupported-image"),
                file("image cut off", "grey", PNG, Arrays.copyOf(good, good.length - 26), 400, "malformed-image")
                        .naming("items[0]"),
                file("image cut in its header", "grey", PNG, Arrays.copyOf(good, 20), 400, "malformed-image"),
                file("image of a forged size", "grey", PNG, TestImages.forged(30_000, 30_000), 400, "invalid-input")
                        .naming("items[0]"),
                file("image of another size", "grey", PNG, TestImages.grey(16, 13, 9), 400, "invalid-input")
                        .naming("items[0]"),
                file("image for vectors", "vector", PNG, good, 422, "not-an-image-model"),
                file(
                                "second image of another size",
                                "grey",
                                MULTIPART,
                                BodyFormatTest.parts(good, TestImages.grey(8, 8, 9)),
                                400,
                                "invalid-input")
                        .naming("items[1]"),
                file(
                        "multipart cut off",
                        "grey",
                        MULTIPART,
                        Arrays.copyOf(BodyFormatTest.parts(good), 60),
                        400,
                        "malformed-multipart"),
                file("multipart of no boundary", "grey", "multipart/form-data", good, 400, "malformed-multipart"),
                file(
                        "multipart of nothing",
                        "grey",
                        MULTIPART,
                        "--b--\r\n".getBytes(StandardCharsets.US_ASCII),
                        400,
                        "no-input"),
                file(
                        "multipart of text",
                        "grey",
                        MULTIPART,
                        BodyFormatTest.parts(new byte[9]),
                        415,
                        "unsupported-image"));
    }

    private static Stream<BadRequest> models() {
        return Stream.of(
                json("no such model", "none", OK + "}", 404, "model-not-found"),
                json("no such version", "vector@4", OK + "}", 404, "model-not-found"),
                json("no such alias", "vector@worst", OK + "}", 404, "model-not-found"),
                json("no name", "Vector", OK + "}", "model"),
                json("no selector", "vector@", OK + "}", "model"),
                json("busy", "busy", "{\"dataset\": \"shapes\", \"indices\": [0, 1]}", 503, "no-memory"));
    }
}
