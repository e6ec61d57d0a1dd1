package io.latentry.registry;

import io.latentry.testing.Zip64;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Artifacts that must be refused, made by spoiling a good one. */
final class BadArtifacts {

    private final byte[] good;

    BadArtifacts(byte[] good) {
        this.good = good;
    }

    /** By what is wrong: the bytes, and what the refusal must mention. */
    Map<String, Bad> all() {
        Map<String, Bad> all = new LinkedHashMap<>();
        all.put("empty", new Bad(new byte[0], "not a ZIP"));
        all.put(
                "not a ZIP",
                new Bad("{\"format\": \"latentry/1\"}, and not a ZIP".getBytes(StandardCharsets.UTF_8), "not a ZIP"));
        all.put("cut off", new Bad(Arrays.copyOf(good, good.length - 1), "cut off"));
        all.put("half", new Bad(Arrays.copyOf(good, good.length / 2), "cut off"));
        all.put("only an end", new Bad(Arrays.copyOfRange(good, good.length - 22, good.length), ""));
        all.put("a directory as large as the file says", new Bad(endWith(12, 0x7fffffff), "more entries"));
        all.put("a directory of very many entries", new Bad(endWith(10, 0xffff), "more entries"));
        all.put("two ends that contradict each other", new Bad(Zip64.withEnd64(good, 1), "contradict"));
        all.put("flipped bit in weights", new Bad(flip("data_offsets", 24), "model.safetensors is damaged"));
        all.put("path out of the folder", entry("../model.safetensors", "no entry ../model"));
        all.put("absolute path", entry("/etc/passwd", "no entry /etc/passwd"));
        all.put("backslashes", entry("..\\config.json", "no entry"));
        all.put("an unknown entry", entry("pickle.pt", "no entry pickle.pt"));
        all.put("a folder", entry("config.json/", "no entry config.json/"));
        all.put("one entry twice", new Bad(twice(), "twice"));
        all.put("no config.json", without("config.json"));
        all.put("no card.json", without("card.json"));
        all.put("no model.safetensors", without("model.safetensors"));
        all.put("a bomb", replace("model.safetensors", "compression ratio", weights -> new byte[900_000]));
        all.put("a large bomb", replace("model.safetensors", "exceeds", weights -> new byte[9_000_000]));
        all.put("endless JSON", replace("config.json", "exceeds", json -> spaces(9_000_000)));
        all.put("not safetensors", replace("model.safetensors", "not a safetensors", weights -> new byte[] {1, 2, 3}));
        all.put("config that is no JSON", replace("config.json", "config.json is not JSON", json -> json("{\"format")));
        all.put("config that is a list", replace("config.json", "config.json", json -> json("[1]")));
        all.put("config that is null", replace("config.json", "config.json", json -> json("null")));
        all.put("empty config", replace("config.json", "config.json", json -> new byte[0]));
        all.put(
                "deep config",
                replace("config.json", "config.json", json -> json("{\"hyperparameters\":" + "[".repeat(9_999))));
        config(all, "another format", "latentry/1", "latentry/9", "config.json: format");
        config(all, "an unknown field", "\"format\"", "\"code\" : 1, \"format\"", "config.json: code is unknown");
        config(all, "a field twice", "\"format\"", "\"format\" : \"latentry/1\", \"format\"", "config.json");
        config(all, "a missing field", "\"parameters\" : 100,", "", "config.json: parameters is missing");
        config(
                all,
                "a null field",
                "\"parameters\" : 100",
                "\"parameters\" : null",
                "config.json: parameters is missing");
        config(all, "a number as text", "\"parameters\" : 100", "\"parameters\" : \"100\"", "config.json: parameters");
        config(all, "a fraction of a pixel", "28", "2.5", "config.json: itemShape[1]");
        config(all, "too many dimensions", "[ 1, 28, 28 ]", "[ 1, 1, 28, 28 ]", "config.json: itemShape");
        config(all, "a dimension of 0", "[ 1, 28, 28 ]", "[ 1, 0, 28 ]", "config.json: itemShape");
        config(all, "more pixels than an int", "[ 1, 28, 28 ]", "[ 9, 99999, 99999 ]", "config.json: itemShape");
        config(all, "a null dimension", "[ 1, 28, 28 ]", "[ 1, null, 28 ]", "config.json: itemShape");
        config(all, "an empty code", "[ 20 ]", "[ ]", "config.json: codeShape");
        config(all, "a code larger than an int", "[ 20 ]", "[ 99999, 99999 ]", "config.json: codeShape");
        config(all, "a code of 0", "[ 20 ]", "[ 0 ]", "config.json: codeShape");
        config(all, "a null hyper-parameter", "\"beta\" : 1.0", "\"beta\" : null", "config.json: hyperparameters.beta");
        all.put(
                "an unknown method",
                new Bad(
                        Zips.zip(edited(Map.of(
                                "config.json",
                                json -> swap(json, "\"vae\"", "\"gan\""),
                                "card.json",
                                json -> swap(json, "\"vae\"", "\"gan\"")))),
                        "is unknown"));
        card(all, "another method than the config", "\"vae\"", "\"autoencoder\"", "card.json: method");
        card(
                all,
                "an unknown field in the card",
                "\"seed\"",
                "\"sead\" : 1, \"seed\"",
                "card.json: training.sead is unknown");
        card(all, "a wrong time", "2026-11-24T", "yesterday ", "card.json: training.finishedAt");
        card(all, "no dataset", "\"fashion-sample\"", "null", "card.json: dataset.name is missing");
        card(all, "a metric in words", "243.125", "\"good\"", "card.json: metrics.test.loss");
        all.put("other metrics", replace("metrics.json", "metrics.json", json -> json("{\"test.loss\": 1.0}")));
        all.put("trailing JSON", replace("metrics.json", "metrics.json", json -> json(text(json) + "{}")));
        return all;
    }

    private void config(Map<String, Bad> all, String what, String old, String replacement, String mention) {
        all.put(what, replace("config.json", mention, json -> swap(json, old, replacement)));
    }

    private void card(Map<String, Bad> all, String what, String old, String replacement, String mention) {
        all.put(what, replace("card.json", mention, json -> swap(json, old, replacement)));
    }

    private Bad replace(String file, String mention, UnaryOperator<byte[]> change) {
        return new Bad(Zips.zip(edited(Map.of(file, change))), mention);
    }

    private Map<String, byte[]> edited(Map<String, UnaryOperator<byte[]>> changes) {
        Map<String, byte[]> entries = Zips.unzip(good);
        changes.forEach((file, change) -> entries.computeIfPresent(file, (name, bytes) -> change.apply(bytes)));
        return entries;
    }

    private Bad without(String file) {
        Map<String, byte[]> entries = Zips.unzip(good);
        entries.remove(file);
        return new Bad(Zips.zip(entries), file + " is missing");
    }

    private Bad entry(String name, String mention) {
        Map<String, byte[]> entries = Zips.unzip(good);
        entries.put(name, new byte[] {1});
        return new Bad(Zips.zip(entries), mention);
    }

    /** Two entries of one name, which no ZIP library writes: one's name is changed in both of its headers. */
    private byte[] twice() {
        Map<String, byte[]> entries = Zips.unzip(good);
        entries.put("Config.json", entries.get("config.json"));
        return edit(Zips.zip(entries), text -> text.replace("Config.json", "config.json"));
    }

    private byte[] flip(String after, int distance) {
        byte[] bytes = good.clone();
        int position = text(bytes).lastIndexOf(after) + distance;
        bytes[position] ^= 1;
        return bytes;
    }

    private byte[] endWith(int offset, int value) {
        byte[] bytes = good.clone();
        ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).putInt(bytes.length - 22 + offset, value);
        return bytes;
    }

    private static byte[] swap(byte[] json, String old, String replacement) {
        String text = text(json);
        if (!text.contains(old)) {
            throw new IllegalArgumentException("Not in " + text + ": " + old);
        }
        return json(text.replace(old, replacement));
    }

    private static byte[] edit(byte[] bytes, UnaryOperator<String> change) {
        return json(change.apply(text(bytes)));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static byte[] json(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    private static byte[] spaces(int count) {
        return json(" ".repeat(count));
    }

    /**
     * A bad artifact.
     *
     * @param mention what the refusal must say
     */
    record Bad(byte[] bytes, String mention) {}
}
