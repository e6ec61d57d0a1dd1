package io.latentry.seeds;

import io.latentry.dataset.TestArrays;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Arrays in IDX and NPY. */
final class ArraySeeds {

    private static final String TRUTH = "{'descr': '<f4', 'fortran_order': True, 'shape': (2, 2), }";

    private ArraySeeds() {}

    static Map<String, byte[]> idx() {
        byte[] images = TestArrays.idx(new byte[40], 10, 2, 2);
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("images", images);
        seeds.put("vectors", TestArrays.idx(new byte[] {1, 2, 3, 4, 5, 6, 7, 8, 9, 10}, 5, 2));
        seeds.put("colour", TestArrays.idx(new byte[5 * 12], 5, 3, 2, 2));
        seeds.put("colour-last", TestArrays.idx(new byte[5 * 12], 5, 2, 2, 3));
        seeds.put("floats", ofType(0x0D, TestArrays.idx(new byte[40], 5, 2)));
        seeds.put("doubles", ofType(0x0E, TestArrays.idx(new byte[80], 5, 2)));
        seeds.put("shorts", ofType(0x0B, TestArrays.idx(new byte[20], 5, 2)));
        seeds.put("gzip", gzip(images));
        seeds.put("gzip-cut", Arrays.copyOf(gzip(images), 25));
        seeds.put("gzip-bomb", gzip(TestArrays.idx(new byte[2_000_000], 500, 4000)));
        seeds.put("gzip-wide", gzip(TestArrays.idx(new byte[20_000], 4, 5_000)));
        seeds.put("gzip-claims", gzip(TestArrays.idx(new byte[9], 1, Integer.MAX_VALUE)));
        seeds.put("claims-items", TestArrays.idx(new byte[8], Integer.MAX_VALUE, 1));
        seeds.put("claims-values", TestArrays.idx(new byte[8], 1, 30_000, 30_000));
        seeds.put("claims-all", TestArrays.idx(new byte[8], -1, -1, -1));
        seeds.put("cut", Arrays.copyOf(images, 30));
        return seeds;
    }

    private static byte[] ofType(int type, byte[] idx) {
        idx[2] = (byte) type;
        return idx;
    }

    static Map<String, byte[]> npy() {
        byte[] vectors = TestArrays.npy("<f4", "(5, 2)", TestArrays.floats(1, 2, 3, 4, 5, 6, 7, 8, 9, 10));
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("vectors", vectors);
        seeds.put("vectors-gzip", gzip(vectors));
        seeds.put("bytes", TestArrays.npy("|u1", "(5, 2, 2)", new byte[20]));
        seeds.put("colour", TestArrays.npy("|u1", "(5, 2, 2, 3)", new byte[60]));
        seeds.put("doubles", TestArrays.npy("<f8", "(5, 1)", TestArrays.doubles(1, 2, 3, 4, 5)));
        seeds.put("longs", TestArrays.npy("<i8", "(5, 1)", TestArrays.longs(1, 2, 3, 4, 5)));
        seeds.put("infinite", TestArrays.npy("<f8", "(2, 1)", TestArrays.doubles(1e300, Double.NaN)));
        odd(seeds);
        return seeds;
    }

    /** Bodies of requests, to a model of images of 6×5 and to one of 30 values. */
    static Map<String, byte[]> bodies() {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        seeds.put("vectors", TestArrays.npy("<f4", "(2, 30)", new byte[240]));
        seeds.put("bytes", TestArrays.npy("|u1", "(2, 6, 5)", new byte[60]));
        seeds.put("channel", TestArrays.npy("|u1", "(2, 1, 6, 5)", new byte[60]));
        seeds.put("doubles", TestArrays.npy("<f8", "(1, 30)", new byte[240]));
        seeds.put("too-many", TestArrays.npy("|u1", "(21, 30)", new byte[630]));
        seeds.put("none", TestArrays.npy("<f4", "(0, 30)", new byte[0]));
        seeds.put("infinite", TestArrays.npy("<f4", "(1, 2)", TestArrays.floats(Float.NaN, 1)));
        odd(seeds);
        return seeds;
    }

    private static void odd(Map<String, byte[]> seeds) {
        byte[] good = TestArrays.npy("<f4", "(2, 2)", new byte[16]);
        byte[] second = good.clone();
        second[6] = 2;
        seeds.put("version-2", second);
        seeds.put("scalar", TestArrays.npy("<f4", "()", new byte[4]));
        seeds.put("row", TestArrays.npy("<f4", "(4,)", new byte[16]));
        seeds.put("fortran", TestArrays.npy(TRUTH, new byte[16]));
        seeds.put("objects", TestArrays.npy("|O", "(2, 2)", new byte[16]));
        seeds.put("keys", TestArrays.npy("{'descr': '<f4', 'shape': (2, 2), 'x': 'y', }", new byte[16]));
        seeds.put("cut", Arrays.copyOf(good, 40));
        seeds.put("surplus", TestArrays.npy("<f4", "(2, 2)", new byte[17]));
        seeds.put("claims-bytes", TestArrays.npy("|u1", "(16000000,)", new byte[4]));
        seeds.put("claims-values", TestArrays.npy("<f4", "(1, 500000000)", new byte[4]));
        seeds.put("claims-items", TestArrays.npy("<f4", "(2147483647, 1)", new byte[4]));
        seeds.put("claims-all", TestArrays.npy("<f8", "(2147483647, 2147483647, 2147483647)", new byte[4]));
    }

    static byte[] gzip(byte[] content) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(bytes)) {
            out.write(content);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
