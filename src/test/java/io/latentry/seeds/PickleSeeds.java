package io.latentry.seeds;

import io.latentry.testing.StoredZip;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** Pickles as PyTorch writes them, of protocol 2, and files with one. */
final class PickleSeeds {

    private static final String TENSOR = tensor("FloatStorage", "0", "K\0", "K\2K\3\u0086K\3K\1\u0086");

    private PickleSeeds() {}

    static Map<String, byte[]> all() {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        put(seeds, "tensor", "}" + text("w") + TENSOR + "s");
        put(
                seeds,
                "tensors",
                "}(" + text("w") + TENSOR + text("b") + tensor("BFloat16Storage", "1", "K\4", "K\3\u0085K\1\u0085")
                        + "u");
        put(seeds, "scalar", "}" + text("n") + tensor("LongStorage", "0", "K\0", "))") + "s");
        put(seeds, "ordered", "ccollections\nOrderedDict\n)R(" + text("w") + TENSOR + "u}" + text("_metadata") + "}sb");
        put(seeds, "module", "c__torch__.m\nNet\n)\u0081}(" + text("training") + "\u0088" + text("w") + TENSOR + "ub");
        put(seeds, "parameter", "}" + text("w") + "ctorch._utils\n_rebuild_parameter\n" + TENSOR + "\u0088)\u0087Rs");
        put(seeds, "list", "}" + text("l") + "ctorch.jit._pickle\nbuild_intlist\n](K\1K\2e\u0085Rs");
        put(
                seeds,
                "numbers",
                "}(" + text("f") + "G\0\0\0\0\0\0\0\0" + text("l") + "\u008a\u0002\0\u0001" + text("j")
                        + "J\u00ff\u00ff\u00ff\u007fu");
        put(seeds, "memo", "}q\0" + text("w") + "q\1" + TENSOR + "r\2\0\0\0sh\0h\1h\2s0");
        put(seeds, "strided", "}" + text("w") + tensor("FloatStorage", "0", "K\0", "K\2K\3\u0086K\1K\2\u0086") + "s");
        put(seeds, "outside", "}" + text("w") + tensor("FloatStorage", "0", "K\u00ff", "K\2\u0085K\1\u0085") + "s");
        put(
                seeds,
                "negative",
                "}" + text("w")
                        + tensor(
                                "FloatStorage",
                                "0",
                                "J\u00ff\u00ff\u00ff\u00ff",
                                "J\u00ff\u00ff\u00ff\u00ff\u0085K\1\u0085")
                        + "s");
        put(seeds, "elsewhere", "}" + text("w") + tensor("FloatStorage", "../0", "K\0", "K\1\u0085K\1\u0085") + "s");
        put(
                seeds,
                "dimensions",
                "}" + text("w")
                        + tensor("FloatStorage", "0", "K\0", "(" + "K\1".repeat(50) + "t(" + "K\1".repeat(50) + "t")
                        + "s");
        put(seeds, "itself", "}q\0" + text("a") + "h\0s");
        put(seeds, "deep", "}" + (text("a") + "}").repeat(70) + "s".repeat(70));
        put(seeds, "other", "cjava.lang\nRuntime\n)R");
        put(seeds, "text", "X\u00ff\u00ff\u00ff\u007f");
        byte[] pickle = seeds.get("tensor");
        seeds.put("whole.pt", StoredZip.of(Map.of("a/data.pkl", pickle, "a/data/0", new byte[64])));
        seeds.put("bare.pt", StoredZip.of(Map.of("data.pkl", pickle, "data/0", new byte[24])));
        seeds.put("deflated.pt", ArchiveSeeds.deflated(Map.of("a/data.pkl", pickle, "a/data/0", new byte[64])));
        seeds.put("missing.pt", StoredZip.of(Map.of("a/data.pkl", pickle)));
        return seeds;
    }

    private static String tensor(String type, String file, String offset, String shapeAndStrides) {
        String storage = "(" + text("storage") + "ctorch\n" + type + "\n" + text(file) + text("cpu") + "K\6tQ";
        return "ctorch._utils\n_rebuild_tensor_v2\n(" + storage + offset + shapeAndStrides
                + "\u0089ccollections\nOrderedDict\n)RtR";
    }

    private static String text(String text) {
        return "X" + (char) text.length() + "\0\0\0" + text;
    }

    private static void put(Map<String, byte[]> seeds, String name, String code) {
        seeds.put(name, ("\u0080\2" + code + ".").getBytes(StandardCharsets.ISO_8859_1));
    }

    static byte[] pickle() {
        return all().get("tensors");
    }
}
