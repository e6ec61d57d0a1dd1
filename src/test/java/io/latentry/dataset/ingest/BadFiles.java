package io.latentry.dataset.ingest;

import io.latentry.dataset.TestArrays;
import io.latentry.dataset.TestImages;
import io.latentry.testing.Form;
import io.latentry.testing.Zip64;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** CSV files, archives of images and other files that must be refused. */
final class BadFiles {

    private static final byte[] IMAGE = TestImages.grey(4, 4, 100);

    private BadFiles() {}

    static Stream<BadUpload> csvFiles() {
        return Stream.of(
                csv("a word among numbers", 400, "x,y\n1,2\n3,four\n"),
                csv("NaN", 400, "x,y\n1,2\nNaN,4\n"),
                csv("infinity", 400, "x,y\n1,2\n-Infinity,4\n"),
                csv("a number beyond floats", 400, "x,y\n1,2\n1e39,4\n"),
                csv("a hexadecimal number", 400, "x,y\n1,2\n0x1p3,4\n"),
                csv("a number with a suffix", 400, "x,y\n1,2\n3f,4\n"),
                csv("an empty cell", 400, "x,y\n1,2\n,4\n"),
                csv("a short line", 400, "x,y\n1,2\n3\n"),
                csv("a long line", 400, "x,y\n1,2\n3,4,5\n"),
                csv("a line after an empty one", 400, "x,y\n1,2\n\n3,4\n"),
                csv("two columns alike", 400, "x,x\n1,2\n3,4\n"),
                csv("a column without a name", 400, "x,\n1,2\n3,4\n"),
                csv("no line but the header", 400, "x,y\n"),
                csv("a quote that doesn't end", 400, "x,y\n\"1,2\n3,4\n"),
                csv("a quote within a cell", 400, "x,y\n1\"2,2\n3,4\n"),
                csv("a line over the limit", 413, "x,y\n" + "1".repeat(2_000_000) + ",2\n"),
                csv("more columns than values in an item", 413, "a,".repeat(100_001) + "b\n1\n"),
                csv("more items than the limit", 413, "x\n" + "1\n".repeat(5_001)),
                BadUpload.file("CSV that is not UTF-8", 400, new byte[] {'x', (byte) 0xFF, '\n', '1', '\n', '2'}),
                BadUpload.of(
                        "a label that is no column",
                        400,
                        Form.named("bad").file("file", "x,y\n1,2\n3,4\n").text("label", "z")),
                BadUpload.of(
                        "a label that is the only column",
                        400,
                        Form.named("bad").file("file", "x\n1\n2\n").text("label", "x")),
                BadUpload.of(
                        "an empty label",
                        400,
                        Form.named("bad").file("file", "x,y\n1,\n2,b\n").text("label", "y")));
    }

    private static BadUpload csv(String what, int status, String text) {
        return BadUpload.file("CSV with " + what, status, text.getBytes(StandardCharsets.UTF_8));
    }

    static Stream<BadUpload> imageArchives() {
        byte[] good = Archives.zip(
                Map.of("a/1.png", IMAGE, "a/2.png", IMAGE, "b/3.png", IMAGE, "b/4.png", IMAGE, "b/5.png", IMAGE));
        return Stream.of(
                zip("a path to the parent", 400, "../1.png", IMAGE),
                zip("a path that leaves its folder", 400, "a/../../1.png", IMAGE),
                zip("an absolute path", 400, "/etc/1.png", IMAGE),
                zip("a path of Windows", 400, "C:\\1.png", IMAGE),
                zip("a control character in a path", 400, "a\u0000/1.png", IMAGE),
                zip("an image of another size", 400, "a/1.png", TestImages.grey(4, 5, 1)),
                zip("a text", 400, "a/readme.txt", "hello".getBytes(StandardCharsets.UTF_8)),
                zip("a cut image", 400, "a/1.png", Arrays.copyOf(IMAGE, 50)),
                zip("a forged image of 30000x30000", 413, "a/1.png", TestImages.forged(30_000, 30_000)),
                zip("an image outside the classes", 400, "1.png", IMAGE),
                zip("an image outside the splits", 400, "train/a/1.png", IMAGE),
                zip("an image too deep", 400, "a/b/c/1.png", IMAGE),
                zip("a file that expands too far", 413, "a/1.png", new byte[5_000_000]),
                BadUpload.file(
                        "ZIP with training images only",
                        400,
                        Archives.zip(Map.of("train/a/1.png", IMAGE, "train/b/1.png", IMAGE))),
                BadUpload.file("ZIP of files that expand too far together", 413, expanding()),
                BadUpload.file("ZIP with many entries", 413, many(1_001)),
                BadUpload.file("ZIP that forges its number of entries", 400, forgedCount(many(1_001))),
                BadUpload.file("ZIP with two ends that contradict each other", 400, Zip64.withEnd64(good, 1)),
                BadUpload.file("ZIP with no entries", 400, Archives.zip(Map.of("folder/", new byte[0]))),
                BadUpload.file("ZIP that is cut", 400, Arrays.copyOf(good, good.length / 2)),
                BadUpload.file("ZIP with a wrong checksum", 400, Archives.withWrongChecksum(good)),
                BadUpload.file("ZIP with damaged data", 400, damaged(good)));
    }

    /** A good image beside one that isn't. */
    private static BadUpload zip(String what, int status, String name, byte[] content) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("z/good.png", IMAGE);
        entries.put(name, content);
        return BadUpload.file("ZIP with " + what, status, Archives.zip(entries));
    }

    private static byte[] expanding() {
        byte[] padded = Arrays.copyOf(IMAGE, 400_000);
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 10; i++) {
            entries.put("a/" + i + ".png", padded);
        }
        return Archives.zip(entries);
    }

    private static byte[] many(int count) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            entries.put("a/" + i, new byte[0]);
        }
        return Archives.zip(entries);
    }

    /** The end record says that there is one entry. */
    private static byte[] forgedCount(byte[] zip) {
        ByteBuffer.wrap(zip)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putShort(zip.length - 14, (short) 1)
                .putShort(zip.length - 12, (short) 1);
        return zip;
    }

    private static byte[] damaged(byte[] zip) {
        byte[] bytes = zip.clone();
        Arrays.fill(bytes, 50, 70, (byte) 0xAA);
        return bytes;
    }

    static Stream<BadUpload> otherFiles() {
        byte[] idx = Archives.gzip(TestArrays.idx(new byte[40], 10, 2, 2));
        byte[] damaged = idx.clone();
        damaged[idx.length - 6] ^= 0x55;
        return Stream.of(
                BadUpload.file("a PNG", 415, IMAGE),
                BadUpload.file("bytes of no format", 415, new byte[] {1, 2, 3, 4, 5, 6, 7, 8}),
                BadUpload.file("an empty file", 400, new byte[0]),
                BadUpload.file("gzip that is cut in its header", 400, Arrays.copyOf(idx, 5)),
                BadUpload.file("gzip that is cut", 400, Arrays.copyOf(idx, idx.length - 9)),
                BadUpload.file("gzip with a wrong checksum", 400, damaged),
                BadUpload.file("gzip in gzip", 415, Archives.gzip(idx)),
                BadUpload.file("gzip of a ZIP", 415, Archives.gzip(Archives.zip(Map.of("a/1.png", IMAGE)))),
                BadUpload.file("gzip that expands too far", 413, Archives.gzip(bomb())));
    }

    /** Thirty million bytes of CSV, in lines within the limits. */
    private static byte[] bomb() {
        String line = "1,".repeat(4_999) + "1\n";
        String header = IntStream.range(0, 5_000).mapToObj(Integer::toString).collect(Collectors.joining(","));
        return (header + "\n" + line.repeat(3_000)).getBytes(StandardCharsets.US_ASCII);
    }
}
