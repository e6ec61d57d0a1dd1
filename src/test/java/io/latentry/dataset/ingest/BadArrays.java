package io.latentry.dataset.ingest;

import static io.latentry.dataset.TestArrays.doubles;
import static io.latentry.dataset.TestArrays.floats;
import static io.latentry.dataset.TestArrays.idx;
import static io.latentry.dataset.TestArrays.longs;
import static io.latentry.dataset.TestArrays.npy;

import io.latentry.testing.Form;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;

/** IDX, NPY and NPZ files that must be refused. */
final class BadArrays {

    private static final byte[] ITEMS = idx(new byte[40], 10, 2, 2);

    private BadArrays() {}

    static Stream<BadUpload> idxFiles() {
        byte[] huge = idx(new byte[100], Integer.MAX_VALUE, 28, 28);
        byte[] otherType = ITEMS.clone();
        otherType[2] = 0x0B;
        return Stream.of(
                BadUpload.file("IDX cut in its header", 400, Arrays.copyOf(ITEMS, 9)),
                BadUpload.file("IDX cut in its values", 400, Arrays.copyOf(ITEMS, 50)),
                BadUpload.file("IDX cut, in gzip", 400, Archives.gzip(Arrays.copyOf(ITEMS, 50))),
                BadUpload.file("IDX with more values than it says", 400, Arrays.copyOf(ITEMS, 57)),
                BadUpload.file("IDX with more, in gzip", 400, Archives.gzip(Arrays.copyOf(ITEMS, 57))),
                BadUpload.file("IDX of shorts", 400, otherType),
                BadUpload.file("IDX of no items", 400, idx(new byte[0], 0, 2, 2)),
                BadUpload.file("IDX of a negative size", 400, idx(new byte[4], 1, -1, 2)),
                BadUpload.file("IDX that claims gigabytes", 413, huge),
                BadUpload.file("IDX that claims gigabytes, in gzip", 413, Archives.gzip(huge)),
                BadUpload.file("IDX that claims large items", 413, idx(new byte[4], 2, 100_000, 100_000)),
                BadUpload.file("IDX whose size no long holds", 413, idx(new byte[4], -1 >>> 1, -1 >>> 1, -1 >>> 1, 1)),
                BadUpload.file("IDX of labels only", 400, idx(new byte[10], 10)),
                BadUpload.of(
                        "more labels than items",
                        400,
                        Form.named("bad").file("train", ITEMS).file("trainLabels", idx(new byte[11], 11))),
                BadUpload.of(
                        "labels of the wrong rank",
                        400,
                        Form.named("bad").file("train", ITEMS).file("trainLabels", idx(new byte[20], 10, 2))),
                BadUpload.of(
                        "test items of another shape",
                        400,
                        Form.named("bad").file("train", ITEMS).file("test", idx(new byte[9], 1, 3, 3))),
                BadUpload.of(
                        "labels of one split only",
                        400,
                        Form.named("bad")
                                .file("train", ITEMS)
                                .file("trainLabels", idx(new byte[10], 10))
                                .file("test", ITEMS)),
                BadUpload.of(
                        "labels of no items",
                        400,
                        Form.named("bad").file("train", ITEMS).file("testLabels", idx(new byte[10], 10))),
                BadUpload.of("no items to train on", 400, Form.named("bad").file("test", ITEMS)),
                BadUpload.of(
                        "one file and arrays",
                        400,
                        Form.named("bad").file("file", ITEMS).file("train", ITEMS)),
                BadUpload.of("a CSV among arrays", 400, Form.named("bad").file("train", "x\n1\n2\n")));
    }

    static Stream<BadUpload> npyFiles() {
        byte[] items = npy("<f4", "(2, 2)", floats(1, 2, 3, 4));
        return Stream.of(
                BadUpload.file("NPY cut in its magic", 400, Arrays.copyOf(items, 5)),
                BadUpload.file("NPY cut in its header", 400, Arrays.copyOf(items, 30)),
                BadUpload.file("NPY cut in its values", 400, Arrays.copyOf(items, items.length - 1)),
                BadUpload.file("NPY with more values", 400, Arrays.copyOf(items, items.length + 4)),
                BadUpload.file("NPY of objects", 400, npy("|O", "(2, 2)", new byte[32])),
                BadUpload.file("NPY of big-endian floats", 400, npy(">f4", "(2, 2)", new byte[16])),
                BadUpload.file("NPY of unsigned shorts", 400, npy("<u2", "(2, 2)", new byte[8])),
                BadUpload.file("NPY of integers", 400, npy("<i8", "(2, 2)", new byte[32])),
                BadUpload.file(
                        "NPY in Fortran order",
                        400,
                        npy("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }", new byte[16])),
                BadUpload.file("NPY with a huge header", 400, npy("<f4", "(2, 2)" + " ".repeat(60_000), new byte[16])),
                BadUpload.file("NPY that claims gigabytes", 413, npy("<f4", "(1000, 1000000000)", new byte[16])),
                BadUpload.file("NPY without dimensions", 400, npy("<f4", "()", new byte[4])),
                BadUpload.file("NPY of numbers, not items", 400, npy("<f4", "(4,)", new byte[16])),
                BadUpload.file("NPY of five dimensions", 400, npy("<f4", "(4, 1, 1, 1, 1)", new byte[16])),
                BadUpload.file("NPY of two channels", 400, npy("|u1", "(4, 2, 5, 2)", new byte[80])),
                BadUpload.file("NPY with NaN", 400, npy("<f4", "(2, 2)", floats(1, 2, Float.NaN, 4))),
                BadUpload.file("NPY beyond floats", 400, npy("<f8", "(2, 1)", doubles(1, 1e300))),
                BadUpload.file("NPY of float images outside [0, 1]", 400, npy("<f4", "(2, 1, 1)", floats(0, 255))),
                labels("negative labels", npy("<i8", "(2,)", longs(0, -1))),
                labels("labels beyond the limit", npy("<i8", "(2,)", longs(0, 1L << 40))),
                labels("labels that are floats", npy("<f4", "(2,)", floats(0, 1))),
                labels("labels in words", "cat\ndog\n".getBytes(StandardCharsets.UTF_8)),
                BadUpload.of(
                        "items without a test item",
                        400,
                        Form.named("bad").file("file", npy("<f4", "(1, 2)", floats(1, 2)))));
    }

    private static BadUpload labels(String what, byte[] labels) {
        return BadUpload.of(
                what,
                400,
                Form.named("bad")
                        .file("train", npy("<f4", "(2, 1)", floats(1, 2)))
                        .file("trainLabels", labels));
    }

    static Stream<BadUpload> npzFiles() {
        byte[] items = npy("<f4", "(2, 1)", floats(1, 2));
        byte[] good = Archives.zip(Map.of("x.npy", npy("<f4", "(5, 1)", floats(1, 2, 3, 4, 5))));
        byte[] bomb = npy("|u1", "(20, 1000000)", new byte[20_000_000]);
        return Stream.of(
                BadUpload.file("NPZ without items", 400, Archives.zip(Map.of("y.npy", items))),
                BadUpload.file("NPZ with unknown arrays", 400, Archives.zip(Map.of("x.npy", items, "z.npy", items))),
                BadUpload.file(
                        "NPZ with labels of nothing", 400, Archives.zip(Map.of("x.npy", items, "y_test.npy", items))),
                BadUpload.file("NPZ of what is no NPY", 400, Archives.zip(Map.of("x.npy", new byte[100]))),
                BadUpload.file("NPZ with a cut array", 400, Archives.zip(Map.of("x.npy", Arrays.copyOf(items, 70)))),
                BadUpload.file("NPZ that is cut", 400, Arrays.copyOf(good, good.length - 10)),
                BadUpload.file("NPZ with bytes behind it", 400, Arrays.copyOf(good, good.length + 10)),
                BadUpload.file("NPZ with a wrong checksum", 400, Archives.withWrongChecksum(good)),
                BadUpload.file("NPZ that expands too far", 413, Archives.zip(Map.of("x.npy", bomb))));
    }
}
