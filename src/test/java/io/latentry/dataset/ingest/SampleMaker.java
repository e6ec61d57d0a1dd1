package io.latentry.dataset.ingest;

import java.io.BufferedReader;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** Makes the samples that ship with the server from their sources; see {@code samples/README.md} among the resources. */
final class SampleMaker {

    private static final int FASHION_PIXELS = 28 * 28;
    private static final int DIGIT_PIXELS = 8 * 8;
    private static final int DARKEST_DIGIT = 16;

    private SampleMaker() {}

    public static void main(String[] arguments) throws IOException {
        Path fashion = Path.of(arguments[0]);
        Path digits = Path.of(arguments[1]);
        Path target = Path.of(arguments[2]);
        head(
                fashion.resolve("train-images-idx3-ubyte.gz"),
                target.resolve("fashion-sample/train-images-idx3-ubyte.gz"),
                2000,
                28,
                28);
        head(
                fashion.resolve("train-labels-idx1-ubyte.gz"),
                target.resolve("fashion-sample/train-labels-idx1-ubyte.gz"),
                2000);
        head(
                fashion.resolve("t10k-images-idx3-ubyte.gz"),
                target.resolve("fashion-sample/test-images-idx3-ubyte.gz"),
                500,
                28,
                28);
        head(
                fashion.resolve("t10k-labels-idx1-ubyte.gz"),
                target.resolve("fashion-sample/test-labels-idx1-ubyte.gz"),
                500);
        digits(digits, target.resolve("digits"));
    }

    /** Keeps the first items of an IDX file of bytes. */
    private static void head(Path source, Path target, int count, int... itemShape) throws IOException {
        try (DataInputStream in = new DataInputStream(new GZIPInputStream(Files.newInputStream(source)))) {
            in.skipNBytes(4 + 4 + 4L * itemShape.length);
            int size = itemShape.length == 0 ? 1 : FASHION_PIXELS;
            write(target, in.readNBytes(count * size), count, itemShape);
        }
    }

    /** Reads lines of 64 levels from 0 to 16 and a digit; levels are spread over 0 to 255. */
    private static void digits(Path source, Path target) throws IOException {
        List<int[]> rows;
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(source)), StandardCharsets.US_ASCII))) {
            rows = lines.lines()
                    .map(line -> Stream.of(line.split(","))
                            .mapToInt(value -> (int) Double.parseDouble(value))
                            .toArray())
                    .toList();
        }
        byte[] images = new byte[rows.size() * DIGIT_PIXELS];
        byte[] labels = new byte[rows.size()];
        for (int row = 0; row < rows.size(); row++) {
            for (int pixel = 0; pixel < DIGIT_PIXELS; pixel++) {
                images[row * DIGIT_PIXELS + pixel] = (byte) Math.round(rows.get(row)[pixel] * 255f / DARKEST_DIGIT);
            }
            labels[row] = (byte) rows.get(row)[DIGIT_PIXELS];
        }
        write(target.resolve("images-idx3-ubyte.gz"), images, rows.size(), 8, 8);
        write(target.resolve("labels-idx1-ubyte.gz"), labels, rows.size());
    }

    private static void write(Path target, byte[] body, int count, int... itemShape) {
        try {
            Files.createDirectories(target.getParent());
            try (DataOutputStream out = new DataOutputStream(new BestCompression(target))) {
                out.write(new byte[] {0, 0, 8, (byte) (1 + itemShape.length)});
                out.writeInt(count);
                for (int size : itemShape) {
                    out.writeInt(size);
                }
                out.write(body);
            }
        } catch (IOException exception) {
            throw new UncheckedIOException(exception);
        }
    }

    private static final class BestCompression extends GZIPOutputStream {
        BestCompression(Path target) throws IOException {
            super(Files.newOutputStream(target));
            def.setLevel(9);
        }
    }
}
