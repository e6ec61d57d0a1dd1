package io.latentry.seeds;

import io.latentry.dataset.TestArrays;
import io.latentry.dataset.TestImages;
import io.latentry.testing.StoredZip;
import io.latentry.testing.Zip64;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** ZIP files of arrays and of images. */
final class ArchiveSeeds {

    private static final byte[] ITEMS = TestArrays.npy("|u1", "(5, 2, 2)", new byte[20]);
    private static final byte[] LABELS = TestArrays.npy("|u1", "(5,)", new byte[] {0, 1, 0, 1, 0});
    private static final byte[] IMAGE = TestImages.grey(4, 4, 100);

    private ArchiveSeeds() {}

    static Map<String, byte[]> npz() {
        Map<String, byte[]> labelled = Map.of("x.npy", ITEMS, "y.npy", LABELS);
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("items", StoredZip.of(Map.of("x_train.npy", ITEMS)));
        seeds.put("labels", StoredZip.of(labelled));
        seeds.put("deflated", deflated(labelled));
        seeds.put(
                "splits",
                deflated(Map.of(
                        "x_train.npy", ITEMS, "y_train.npy", LABELS, "x_test.npy", ITEMS, "y_test.npy", LABELS)));
        seeds.put("others", StoredZip.of(Map.of("x.npy", ITEMS, "z.npy", LABELS)));
        seeds.put("twice", StoredZip.of(Map.of("x.npy", ITEMS, "X.npy", ITEMS)));
        seeds.put("claims", StoredZip.of(Map.of("x.npy", TestArrays.npy("<f8", "(2, 200000000)", new byte[8]))));
        seeds.put("bomb", deflated(Map.of("x.npy", TestArrays.npy("|u1", "(500, 4000)", new byte[2_000_000]))));
        seeds.put("zip64", Zip64.withEnd64(StoredZip.of(labelled), 0));
        seeds.put("zip64-marks", Zip64.withMarks(Zip64.withEnd64(StoredZip.of(labelled), 0)));
        seeds.put("zip64-contradicts", Zip64.withEnd64(StoredZip.of(labelled), 1));
        seeds.put("cut", Arrays.copyOf(deflated(labelled), 100));
        return seeds;
    }

    static Map<String, byte[]> images() {
        Map<String, byte[]> classes =
                Map.of("a/1.png", IMAGE, "a/2.png", IMAGE, "b/3.png", IMAGE, "b/4.png", IMAGE, "b/5.png", IMAGE);
        byte[] colour = TestImages.colour(5, 3, 0x102030);
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("classes", StoredZip.of(classes));
        seeds.put("deflated", deflated(classes));
        seeds.put("flat", StoredZip.of(Map.of("1.png", IMAGE, "2.png", IMAGE, "3.png", IMAGE)));
        seeds.put("splits", StoredZip.of(Map.of("p/train/a/1.png", IMAGE, "p/test/a/2.png", IMAGE)));
        seeds.put("sizes", StoredZip.of(Map.of("a/1.png", IMAGE, "a/2.png", colour, "b/3.png", IMAGE)));
        seeds.put("jpeg", StoredZip.of(Map.of("a/1.jpg", ImageSeeds.jpeg(), "b/1.png", IMAGE)));
        seeds.put("clutter", StoredZip.of(Map.of("a/1.png", IMAGE, "a/.DS_Store", new byte[3], "a/2.png", IMAGE)));
        seeds.put("folder", StoredZip.of(Map.of("a/", new byte[0], "a/1.png", IMAGE, "a/2.png", IMAGE)));
        seeds.put("outside", StoredZip.of(Map.of("../1.png", IMAGE, "a/2.png", IMAGE)));
        seeds.put("forged", StoredZip.of(Map.of("a/1.png", TestImages.forged(30_000, 30_000), "a/2.png", IMAGE)));
        seeds.put("forged-little", StoredZip.of(Map.of("a/1.png", TestImages.forged(5_000, 2_000), "a/2.png", IMAGE)));
        seeds.put("bomb", deflated(Map.of("a/1.png", new byte[3_000_000], "a/2.png", IMAGE)));
        seeds.put("many", StoredZip.of(many()));
        seeds.put("zip64", Zip64.withEnd64(StoredZip.of(classes), 0));
        return seeds;
    }

    private static Map<String, byte[]> many() {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        for (int i = 0; i < 40; i++) {
            entries.put("a/" + i, new byte[0]);
        }
        return entries;
    }

    static byte[] deflated(Map<String, byte[]> entries) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream out = new ZipOutputStream(bytes)) {
            for (Map.Entry<String, byte[]> entry : new TreeMap<>(entries).entrySet()) {
                ZipEntry header = new ZipEntry(entry.getKey());
                header.setTime(0);
                out.putNextEntry(header);
                out.write(entry.getValue());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
