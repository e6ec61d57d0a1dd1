package io.latentry.seeds;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Tables, and bodies of requests in JSON. */
final class TextSeeds {

    private TextSeeds() {}

    static Map<String, byte[]> csv() {
        String wide = IntStream.range(0, 4_100).mapToObj(i -> "c" + i).collect(Collectors.joining(","));
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        put(seeds, "numbers", "a,b\n1,2\n3,4\n5,-6.5e3\n");
        put(seeds, "labels", "x,y\r\n1,one\r\n2,\"two, or \"\"2\"\"\"\r\n 3 ,one\r\n4,two\r\n");
        put(seeds, "mark", "\uFEFFx,y\n1,2\n3,4\n");
        put(seeds, "empty-lines", "x,y\n1,2\n3,4\n\n\n");
        put(seeds, "line-after-empty", "x,y\n1,2\n\n3,4\n");
        put(seeds, "long-numbers", "x\n1" + "0".repeat(300) + "\n0." + "0".repeat(400) + "1\n1e38\n1e-50\n");
        put(seeds, "exponents", "x\n1e99999999999\n1e-99999999999\n+.5\n-.e1\n");
        put(seeds, "not-numbers", "x,y\nNaN,1\nInfinity,2\n0x1p3,3\n");
        put(seeds, "quotes", "\"x\",\"y\"\n\"1\",\"\"\"\"\n\"2\",a\"b\n");
        put(seeds, "alike", "x,x\n1,2\n");
        put(seeds, "ragged", "x,y\n1\n1,2,3\n");
        put(seeds, "columns", wide + "\n1\n");
        put(seeds, "long-line", "x,y\n" + "1".repeat(17_000) + ",2\n");
        put(seeds, "many-items", "x\n" + "1\n".repeat(600));
        put(
                seeds,
                "many-classes",
                "x,y\n" + IntStream.range(0, 60).mapToObj(i -> i + "," + i).collect(Collectors.joining("\n")));
        seeds.put("bytes", new byte[] {'x', ',', 'y', '\n', '1', ',', (byte) 0xC3, (byte) 0x28, '\n'});
        seeds.put("gzip", ArraySeeds.gzip("x,y\n1,2\n3,4\n".getBytes(StandardCharsets.UTF_8)));
        return seeds;
    }

    static Map<String, byte[]> items() {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        put(seeds, "rows", "{\"items\": [[1, 2.5, -3e3, 0, 1e-9], [1, 1, 1, 1, 1]]}");
        put(
                seeds,
                "grey",
                "{\"items\": [[[0, 1], [0.5, 0.25]]], \"noise\": {\"kind\": \"gaussian\", \"level\": 0.5}, \"seed\": 7}");
        put(
                seeds,
                "channels",
                "{\"items\": [[[[0, 1], [0.5, 0.25]]]], \"noise\": {\"kind\": \"masking\", \"level\": 1}}");
        put(seeds, "colour", "{\"top\": 3, \"items\": [[[[0, 1]], [[0, 1]], [[0, 1]]]]}");
        put(seeds, "flat", "{\"items\": [[0, 1, 0, 1]], \"top\": 0}");
        put(seeds, "options", "{\"items\": [[1,2,3,4,5]], \"layer\": \"encoder.1\", \"pool\": \"mean\"}");
        put(
                seeds,
                "sample",
                "{\"sample\": true, \"seed\": -9223372036854775808, \"logVariances\": true, \"items\": [[1,2,3,4,5]]}");
        put(seeds, "reference", "{\"dataset\": \"rows\", \"split\": \"test\", \"indices\": [0, 2, 1]}");
        put(seeds, "reference-outside", "{\"dataset\": \"rows\", \"indices\": [0, 3, -1]}");
        put(seeds, "reference-unknown", "{\"dataset\": \"none\", \"split\": \"train\", \"indices\": [0]}");
        put(seeds, "both", "{\"items\": [[1,2,3,4,5]], \"dataset\": \"rows\", \"indices\": [0]}");
        put(seeds, "twice", "{\"items\": [], \"items\": [[1,2,3,4,5]]}");
        put(seeds, "ragged", "{\"items\": [[1, [2], 3], [1]]}");
        put(seeds, "deep", "{\"items\": " + "[".repeat(40) + "]".repeat(40) + "}");
        put(seeds, "deep-noise", "{\"items\": [[0,1,0,1]], \"noise\": {\"kind\": {\"kind\": 1}}}");
        put(seeds, "long-number", "{\"items\": [[1" + "0".repeat(390) + "]], \"seed\": 1" + "0".repeat(390) + "}");
        put(seeds, "large-number", "{\"items\": [[1e39, 1e-400, 1e999999999, 3, 4]], \"seed\": 1e999999999}");
        put(seeds, "many", "{\"items\": [" + "[1,2,3,4,5],".repeat(30) + "[1,2,3,4,5]]}");
        put(seeds, "nulls", "{\"items\": null, \"seed\": null, \"top\": null, \"noise\": null}");
        put(seeds, "escapes", "{\"dataset\": \"\\u0000\\ud800\", \"split\": \"te\\u0073t\", \"indices\": [0]}");
        put(seeds, "array", "[1, 2]");
        put(seeds, "trailing", "{\"items\": [[1,2,3,4,5]]} {}");
        return seeds;
    }

    static Map<String, byte[]> jobs() {
        Map<String, byte[]> seeds = new LinkedHashMap<>();
        job(seeds, "pca", "\"components\": 3, \"whiten\": true");
        job(seeds, "dictionary", "\"atoms\": 8, \"supervised\": true");
        job(
                seeds,
                "autoencoder",
                "\"architecture\": \"conv\", \"hidden\": [16, 32], \"latentSize\": 8, \"schedule\": \"cosine\"");
        job(seeds, "denoising-autoencoder", "\"noise\": \"masking\", \"noiseLevel\": 0.25, \"hidden\": [4, 4, 4]");
        job(
                seeds,
                "vae",
                "\"likelihood\": \"gaussian\", \"beta\": 1e-3, \"precision\": \"bfloat16\", \"hidden\": [2147483647]");
        job(seeds, "classifier", "\"architecture\": \"resnet18\", \"optimizer\": \"adamw\", \"clipNorm\": 1e300");
        put(
                seeds,
                "large",
                "{\"method\": \"vae\", \"dataset\": \"d\", \"model\": \"m\", \"hyperparameters\": {\"hidden\": [65536, 65536, 65536], \"latentSize\": 65536}}");
        put(
                seeds,
                "long",
                "{\"method\": \"autoencoder\", \"dataset\": \"d\", \"model\": \"m\", \"hyperparameters\": {\"hidden\": ["
                        + "1,".repeat(3_000) + "1]}}");
        put(
                seeds,
                "kinds",
                "{\"method\": \"vae\", \"dataset\": \"d\", \"model\": \"m\", \"hyperparameters\": {\"hidden\": {\"a\": [null]}, \"epochs\": 1e400, \"latentSize\": 99999999999999999999, \"beta\": \"1\"}}");
        put(
                seeds,
                "nulls",
                "{\"method\": null, \"dataset\": null, \"model\": null, \"hyperparameters\": {\"epochs\": null}, \"seed\": null}");
        put(seeds, "unknown", "{\"method\": \"vae\", \"wrong\": {\"deep\": " + "[".repeat(70) + "]".repeat(70) + "}}");
        return seeds;
    }

    private static void job(Map<String, byte[]> seeds, String method, String hyperparameters) {
        put(
                seeds,
                method,
                "{\"method\": \"" + method
                        + "\", \"dataset\": \"digits\", \"model\": \"m\", \"seed\": 7, \"hyperparameters\": {"
                        + hyperparameters + "}}");
    }

    static void put(Map<String, byte[]> seeds, String name, String text) {
        seeds.put(name, text.getBytes(StandardCharsets.UTF_8));
    }
}
